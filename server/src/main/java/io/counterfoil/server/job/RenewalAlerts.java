package io.counterfoil.server.job;

import io.counterfoil.core.account.Account;
import io.counterfoil.core.account.AccountState;
import io.counterfoil.core.account.User;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.explain.Language;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.Grant;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.key.KeyState;
import io.counterfoil.core.key.RenewalDue;
import io.counterfoil.core.outbox.Event;
import io.counterfoil.core.outbox.EventType;
import io.counterfoil.core.outbox.Mail;
import io.counterfoil.core.outbox.MailKind;
import io.counterfoil.core.outbox.MessageId;
import io.counterfoil.core.outbox.Outbox;
import io.counterfoil.core.outbox.Queued;
import io.counterfoil.core.role.Administration;
import io.counterfoil.core.role.Role;
import io.counterfoil.core.role.RoleId;
import io.counterfoil.core.store.Directory;
import io.counterfoil.server.control.Parts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/// Tells accounts which of their tokens are due for renewal: an event each time that a key becomes
/// orange or red, and on Mondays a mail to the account's administrators about those of the week
/// before. It disables nothing.
public final class RenewalAlerts {
  private static final Duration BETWEEN = Duration.ofHours(1);
  private static final Duration WEEK = Duration.ofDays(7);

  /// 1970-01-05, a Monday.
  private static final Instant A_MONDAY = Instant.EPOCH.plus(Duration.ofDays(4));

  private static final Duration DIGEST_LIFETIME = Duration.ofDays(6);
  private static final int MOST_LISTED = 100;

  /// The most events an account and run; the next run tells the rest.
  private static final int MOST_ALERTS = 1_000;

  private static final int PAGE = 200;

  private final Parts parts;
  private final Facts facts;
  private Instant latest = Instant.MIN;

  /// Alerts about the keys of the parts.
  public RenewalAlerts(Parts parts) {
    this.parts = parts;
    facts = new Facts(parts);
  }

  /// Does what is due, if that was not done within the hour.
  void tick() {
    Instant now = parts.clock().instant();
    if (!now.isBefore(latest.equals(Instant.MIN) ? now : latest.plus(BETWEEN))) {
      latest = now;
      run();
    }
  }

  /// Does what is due now.
  public void run() {
    Instant now = parts.clock().instant();
    Instant monday = monday(now);
    for (Account account : parts.directory().accounts()) {
      if (account.state() == AccountState.ACTIVE) {
        var left = new AtomicInteger(MOST_ALERTS);
        parts
            .directory()
            .forEachKeyOf(
                account.name(),
                key -> {
                  if (left.get() > 0 && alert(account, key, now)) {
                    left.decrementAndGet();
                  }
                });
        digest(account, monday, now);
      }
    }
  }

  private static Instant monday(Instant now) {
    long weeks = Duration.between(A_MONDAY, now).dividedBy(WEEK);
    return A_MONDAY.plus(WEEK.multipliedBy(weeks));
  }

  /// Whether something was told that was not told before.
  private boolean alert(Account account, ApiKey key, Instant now) {
    RenewalDue due = RenewalDue.of(key, account.renewalPeriod(), now);
    if (due == RenewalDue.NONE) {
      return false;
    }
    Instant token = key.tokens().newest().createdAt();
    return facts.tell(
        EventType.KEY_RENEWAL_DUE,
        key,
        "due:" + key.id() + ":" + token.toEpochMilli() + ":" + due.code(),
        Map.of(
            "due",
            due.code(),
            "tokenSince",
            token.toString(),
            "dueSince",
            RenewalDue.since(key, account.renewalPeriod()).toString()));
  }

  /// Mails the administrators about the keys that became due in the week before the Monday, and
  /// still are.
  private void digest(Account account, Instant monday, Instant now) {
    List<String> orange = new ArrayList<>();
    List<String> red = new ArrayList<>();
    for (ApiKey key : becameDue(account, monday)) {
      String line = key.label() + " (" + key.appKey() + "), " + since(key);
      switch (RenewalDue.of(key, account.renewalPeriod(), now)) {
        case ORANGE -> orange.add(line);
        case RED -> red.add(line);
        case NONE -> {
          // renewed since
        }
      }
    }
    if (orange.isEmpty() && red.isEmpty()) {
      return;
    }
    Map<String, String> fields =
        Map.of("account", account.name().value(), "orange", lines(orange), "red", lines(red));
    for (User user : administrators(account)) {
      var mail =
          new Mail(
              user.email(),
              Language.ENGLISH,
              MailKind.RENEWAL_DIGEST,
              fields,
              null,
              DIGEST_LIFETIME);
      parts
          .store()
          .outbox()
          .queueOnce(
              "digest:" + account.name() + ":" + user.id() + ":" + monday,
              new Queued(MessageId.fresh(), account.name(), now, mail, Set.of()));
    }
  }

  private static String since(ApiKey key) {
    return key.tokens().newest().createdAt().toString().substring(0, "2026-01-01".length());
  }

  private static String lines(List<String> all) {
    List<String> shown = new ArrayList<>(all.subList(0, Math.min(all.size(), MOST_LISTED)));
    if (all.size() > MOST_LISTED) {
      shown.add("+ " + (all.size() - MOST_LISTED));
    }
    return String.join("\n", shown);
  }

  private Set<ApiKey> becameDue(Account account, Instant monday) {
    Outbox outbox = parts.store().outbox();
    var filter =
        new Outbox.Filter(
            account.name(),
            EventType.KEY_RENEWAL_DUE.code(),
            null,
            null,
            monday.minus(WEEK),
            monday);
    Set<ApiKey> keys = new LinkedHashSet<>();
    MessageId last = null;
    for (var page = outbox.list(filter, last, PAGE);
        !page.isEmpty();
        page = outbox.list(filter, last, PAGE)) {
      for (var entry : page) {
        last = entry.queued().id();
        if (entry.queued().message() instanceof Event(_, var subject, _, _) && subject != null) {
          ApiKey key = parts.directory().key(subject.id());
          if (key != null && key.state() != KeyState.DELETED) {
            keys.add(key);
          }
        }
      }
    }
    return keys;
  }

  /// The Sponsor, and whoever may renew tokens.
  private List<User> administrators(Account account) {
    Directory directory = parts.directory();
    Set<UserId> ids = new LinkedHashSet<>(List.of(account.sponsor()));
    for (Grant grant : directory.grants(account.name())) {
      if (grant.holder() instanceof Holder.OfUser(var id) && mayRenew(account, grant)) {
        ids.add(id);
      }
    }
    List<User> people = new ArrayList<>();
    for (UserId id : ids) {
      User user = directory.user(id);
      if (user != null) {
        people.add(user);
      }
    }
    return people;
  }

  private boolean mayRenew(Account account, Grant grant) {
    for (RoleId id : grant.roles()) {
      Role role = parts.directory().role(account.name(), id);
      if (role != null && role.resources().contains(Administration.RENEW_API_TOKEN)) {
        return true;
      }
    }
    return false;
  }
}
