package io.counterfoil.server.person;

import io.counterfoil.core.account.User;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.change.PersonCommand.Shown;
import io.counterfoil.core.key.TokenDigest;
import io.counterfoil.core.outbox.OutboxSeal;
import io.counterfoil.core.outbox.SealedSecret;
import io.counterfoil.core.person.Base32;
import io.counterfoil.core.person.Pass;
import io.counterfoil.core.person.SecondFactor;
import io.counterfoil.core.person.Totp;
import io.counterfoil.core.store.Directory;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Authenticator apps (TOTP, RFC 6238) and recovery codes. Seeds are sealed under the pepper, of
/// recovery codes only keyed digests are kept. Safe for many threads.
public final class SecondFactors {
  private static final String ISSUER = "Counterfoil";
  private static final String RECOVERY = "recovery code";
  private static final int CODES = 10;
  private static final int CODE_LENGTH = 10;

  private final Directory directory;
  private final Sessions sessions;
  private final ShortCodes codes;
  private final OutboxSeal seal;
  private final InstantSource clock;
  private final SecureRandom random;

  /// Second factors of the people in the directory.
  public SecondFactors(
      Directory directory,
      Sessions sessions,
      ShortCodes codes,
      OutboxSeal seal,
      InstantSource clock,
      SecureRandom random) {
    this.directory = directory;
    this.sessions = sessions;
    this.codes = codes;
    this.seal = seal;
    this.clock = clock;
    this.random = random;
  }

  /// What a check came to.
  public sealed interface Checked {
    /// The person has none.
    record NotAsked() implements Checked {}

    /// It was shown.
    record Passed(Shown shown) implements Checked {}

    /// It was not shown.
    record Missing() implements Checked {}

    /// What was shown is not theirs, or was used already.
    record Wrong() implements Checked {}
  }

  /// Whether the person showed their second factor: six digits, a recovery code, or the cookie of a
  /// browser that is remembered.
  public Checked check(User user, @Nullable String shown, @Nullable String browser) {
    SecondFactor factor = directory.signIn(user.id()).factor();
    if (factor == null || !factor.isOn()) {
      return new Checked.NotAsked();
    }
    if (shown == null || shown.isBlank()) {
      Pass known = browser == null ? null : sessions.good(Pass.Kind.BROWSER, browser);
      return known != null && user.id().equals(known.user())
          ? new Checked.Passed(new Shown.ByBrowser(known.id()))
          : new Checked.Missing();
    }
    String typed = shown.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT);
    long step = step(user.id(), factor, typed);
    if (step >= 0) {
      return new Checked.Passed(new Shown.ByCode(step));
    }
    TokenDigest recovery = codes.digest(RECOVERY, user.id().toString(), typed);
    return factor.recovery().stream().anyMatch(recovery::matches)
        ? new Checked.Passed(new Shown.ByRecovery(recovery))
        : new Checked.Wrong();
  }

  /// The time step of the code; -1 where it is not the code of now, or was taken already.
  private long step(UserId user, SecondFactor factor, String code) {
    String seed = seal.open(context(user), factor.seed());
    return seed == null
        ? -1
        : Totp.step(Base32.decode(seed), code, clock.instant(), factor.lastStep());
  }

  private static String context(UserId user) {
    return "second factor of " + user;
  }

  /// A factor to be set up.
  ///
  /// @param secret to be typed into an app
  /// @param uri the same for a QR code, as Google Authenticator's key URI format has it
  public record Fresh(SealedSecret seed, String secret, String uri) {
    @Override
    public String toString() {
      return "Fresh[hidden]";
    }
  }

  /// A fresh factor of 160 bits (RFC 4226, 4).
  public Fresh fresh(User user) {
    byte[] bytes = new byte[Totp.SEED_BYTES];
    random.nextBytes(bytes);
    String secret = Base32.encode(bytes);
    String label = encoded(ISSUER + ":" + user.email());
    String uri = "otpauth://totp/" + label + "?secret=" + secret + "&issuer=" + encoded(ISSUER);
    return new Fresh(seal.seal(context(user.id()), secret), secret, uri);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /// The step of a code that proves a factor which is being set up; -1 where it proves nothing.
  public long pendingStep(User user, String code) {
    SecondFactor factor = directory.signIn(user.id()).factor();
    return factor == null || factor.isOn() ? -1 : step(user.id(), factor, code.strip());
  }

  /// Recovery codes, to be shown once, and what is kept of them.
  public record RecoveryCodes(List<String> shown, List<TokenDigest> kept) {
    public RecoveryCodes {
      shown = List.copyOf(shown);
      kept = List.copyOf(kept);
    }

    @Override
    public String toString() {
      return "RecoveryCodes[hidden]";
    }
  }

  /// Ten fresh recovery codes of 50 bits each.
  public RecoveryCodes recoveryCodes(User user) {
    List<String> shown = new ArrayList<>();
    List<TokenDigest> kept = new ArrayList<>();
    for (int i = 0; i < CODES; i++) {
      StringBuilder code = new StringBuilder();
      for (int j = 0; j < CODE_LENGTH; j++) {
        code.append(Base32.ALPHABET.charAt(random.nextInt(Base32.ALPHABET.length())));
      }
      String typed = code.toString().toLowerCase(Locale.ROOT);
      shown.add(typed.substring(0, CODE_LENGTH / 2) + "-" + typed.substring(CODE_LENGTH / 2));
      kept.add(codes.digest(RECOVERY, user.id().toString(), typed));
    }
    return new RecoveryCodes(shown, kept);
  }
}
