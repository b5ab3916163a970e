package io.counterfoil.core.outbox;

import io.counterfoil.core.account.AccountName;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A webhook: where an account's events are sent to.
///
/// @param url `https`, or `http` to where the deployment allows it
/// @param types which events; none for all
/// @param secret what its messages are signed with, sealed for it
/// @param former what they were signed with before the secret was changed; null where that is over
/// @param disabled why nothing is sent to it; null where something is
public record Endpoint(
    EndpointId id,
    AccountName account,
    String url,
    String description,
    Set<EventType> types,
    SealedSecret secret,
    @Nullable Former former,
    @Nullable String disabled,
    Instant createdAt,
    String createdBy) {

  /// How long messages are signed with a former secret, too.
  public static final Duration OVERLAP = Duration.ofDays(1);

  /// The most that an account may have.
  public static final int MOST = 20;

  private static final int LONGEST_URL = 2_000;
  private static final int LONGEST_DESCRIPTION = 200;

  /// A secret that was changed, and until when it still signs.
  public record Former(SealedSecret secret, Instant until) {}

  /// @throws IllegalArgumentException if the address is none that can be sent to
  public Endpoint {
    types = Set.copyOf(types);
    checkUrl(url);
    if (description.length() > LONGEST_DESCRIPTION) {
      throw new IllegalArgumentException(
          "description: "
              + description.length()
              + " characters (expected: at most "
              + LONGEST_DESCRIPTION
              + ")");
    }
  }

  private static void checkUrl(String url) {
    String expected = " (expected: such as https://example.com/hooks, at most 2000 characters)";
    try {
      URI uri = new URI(url);
      boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      if (!web || uri.getHost() == null || url.length() > LONGEST_URL) {
        throw new IllegalArgumentException("url: not an address of the web" + expected);
      }
      if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
        throw new IllegalArgumentException(
            "url: with a user, a password or a #fragment" + expected);
      }
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("url: not an address" + expected, e);
    }
  }

  /// Whether it is told of such events.
  public boolean wants(EventType type) {
    return disabled == null && (types.isEmpty() || types.contains(type));
  }

  /// What a message of the instant is signed with, the newest first.
  public List<SealedSecret> secretsAt(Instant now) {
    return former != null && now.isBefore(former.until())
        ? Stream.of(secret, former.secret()).toList()
        : List.of(secret);
  }

  /// The same, sending to another address.
  public Endpoint withUrl(String other) {
    return copy(other, description, types, disabled);
  }

  /// The same under another description.
  public Endpoint withDescription(String other) {
    return copy(url, other, types, disabled);
  }

  /// The same, told of other events.
  public Endpoint withTypes(Set<EventType> others) {
    return copy(url, description, others, disabled);
  }

  /// The same, disabled for that reason, or enabled where there is none.
  public Endpoint withDisabled(@Nullable String reason) {
    return copy(url, description, types, reason);
  }

  private Endpoint copy(
      String newUrl, String newDescription, Set<EventType> newTypes, @Nullable String reason) {
    return new Endpoint(
        id,
        account,
        newUrl,
        newDescription,
        newTypes,
        secret,
        former,
        reason,
        createdAt,
        createdBy);
  }

  /// The same under a fresh secret; the one before signs for a day more.
  public Endpoint rotated(SealedSecret fresh, Instant now) {
    return new Endpoint(
        id,
        account,
        url,
        description,
        types,
        fresh,
        new Former(secret, now.plus(OVERLAP)),
        disabled,
        createdAt,
        createdBy);
  }
}
