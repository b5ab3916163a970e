package io.counterfoil.core.outbox;

import io.counterfoil.core.account.AccountName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The messages that are to be told, and what became of them. It belongs to a store, which queues
/// messages in the transaction of the change that they tell of. Safe for use by many threads, and
/// by many servers at one store.
public interface Outbox {
  /// How long messages are kept, whatever became of them.
  Duration KEPT = Duration.ofDays(30);

  /// Which messages a list shows.
  ///
  /// @param account whose; null for everybody's
  /// @param type such as `key.created` or `invitation`; null for any
  /// @param state those with a delivery that stands so; null for any
  /// @param endpoint those that went to this webhook; null for any
  /// @param from from when on; null for ever
  /// @param until before when; null for ever
  record Filter(
      @Nullable AccountName account,
      @Nullable String type,
      Delivery.@Nullable State state,
      @Nullable EndpointId endpoint,
      @Nullable Instant from,
      @Nullable Instant until) {

    /// All of an account.
    public static Filter of(AccountName account) {
      return new Filter(account, null, null, null, null, null);
    }
  }

  /// The two ways of telling.
  enum Way {
    MAIL,
    WEBHOOK
  }

  /// How many deliveries stand where.
  record Counts(long waiting, long delivered, long givenUp) {}

  /// Queues a message that tells of no change, unless it was told before. Asking again costs a
  /// look-up.
  ///
  /// @param once what is told; told once, it is never told again
  /// @return whether it was queued
  boolean queueOnce(String once, Queued message);

  /// Claims deliveries that are due, so that nobody else makes the attempt.
  ///
  /// @param until when the claim ends: whoever has not reported by then may have died, and somebody
  ///   else tries again
  List<Due> claim(Instant now, Instant until, int most, Set<Way> ways);

  /// Keeps an attempt and what follows from it. A mail that was delivered loses its secret.
  void report(Attempt attempt);

  /// The messages that the filter wants, newest first.
  ///
  /// @param before only what stands behind this one in that order; null to begin
  List<Entry> list(Filter filter, @Nullable MessageId before, int limit);

  /// The message of that id; null where there is none.
  @Nullable Entry find(MessageId id);

  /// The attempts to tell the message, the latest first.
  List<Attempt> attempts(MessageId id);

  /// Has the message told to the webhook, once more or for the first time.
  void tellAgain(MessageId id, EndpointId endpoint, Instant at);

  /// Forgets the secrets of mails whose lifetime is over, and messages that were kept long enough.
  ///
  /// @return how many messages were forgotten
  int forget(Instant now);

  /// How many deliveries stand where.
  Counts counts();
}
