package io.counterfoil.store;

import static io.counterfoil.store.schema.Tables.ACCOUNT_RULES;
import static io.counterfoil.store.schema.Tables.PASS;
import static io.counterfoil.store.schema.Tables.RECOVERY_CODE;
import static io.counterfoil.store.schema.Tables.SIGN_IN;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.AccountRules;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.key.TokenDigest;
import io.counterfoil.core.outbox.SealedSecret;
import io.counterfoil.core.person.Pass;
import io.counterfoil.core.person.PassId;
import io.counterfoil.core.person.SecondFactor;
import io.counterfoil.core.person.SignIn;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/// Rows of how people sign in as what they stand for.
final class PersonRows {
  private PersonRows() {}

  static Pass pass(Record row) {
    @Nullable String user = row.get(PASS.USER_ID);
    @Nullable String account = row.get(PASS.ACCOUNT);
    return new Pass(
        new PassId(UUID.fromString(row.get(PASS.ID))),
        Pass.Kind.valueOf(row.get(PASS.KIND)),
        user == null ? null : new UserId(UUID.fromString(user)),
        account == null ? null : new AccountName(account),
        TokenDigest.of(row.get(PASS.CODE)),
        row.get(PASS.MADE_BY),
        Instant.ofEpochMilli(row.get(PASS.CREATED_AT)),
        Instant.ofEpochMilli(row.get(PASS.USED_AT)),
        Instant.ofEpochMilli(row.get(PASS.EXPIRES_AT)),
        row.get(PASS.WRONG_TRIES),
        row.get(PASS.SECOND_FACTOR) == 1,
        row.get(PASS.ADDRESS),
        row.get(PASS.USER_AGENT));
  }

  static AccountRules rules(Record row) {
    return new AccountRules(
        new AccountName(row.get(ACCOUNT_RULES.ACCOUNT)),
        row.get(ACCOUNT_RULES.SECOND_FACTOR_REQUIRED) == 1,
        row.get(ACCOUNT_RULES.REFUSAL_DAYS));
  }

  static SignIn signIn(Record row, List<Record> recovery) {
    byte @Nullable [] seed = row.get(SIGN_IN.SEED);
    return new SignIn(
        new UserId(UUID.fromString(row.get(SIGN_IN.USER_ID))),
        instant(row.get(SIGN_IN.LAST_AT)),
        instant(row.get(SIGN_IN.VALID_FROM)),
        seed == null
            ? null
            : new SecondFactor(
                SealedSecret.of(seed),
                instant(row.get(SIGN_IN.FACTOR_SINCE)),
                row.get(SIGN_IN.LAST_STEP),
                recovery.stream()
                    .map(code -> TokenDigest.of(code.get(RECOVERY_CODE.CODE)))
                    .toList()));
  }

  private static @Nullable Instant instant(@Nullable Long millis) {
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }
}
