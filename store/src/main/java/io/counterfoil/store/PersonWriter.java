package io.counterfoil.store;

import static io.counterfoil.store.schema.Tables.ACCOUNT_RULES;
import static io.counterfoil.store.schema.Tables.PASS;
import static io.counterfoil.store.schema.Tables.RECOVERY_CODE;
import static io.counterfoil.store.schema.Tables.SIGN_IN;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.AccountRules;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.key.TokenDigest;
import io.counterfoil.core.person.Pass;
import io.counterfoil.core.person.PassId;
import io.counterfoil.core.person.SecondFactor;
import io.counterfoil.core.person.SignIn;
import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// Makes changes of how people sign in so, inside one transaction.
record PersonWriter(DSLContext dsl) {
  void put(Pass pass) {
    AccountName account = pass.account();
    UserId user = pass.user();
    dsl.insertInto(PASS)
        .set(PASS.ID, pass.id().toString())
        .set(PASS.KIND, pass.kind().name())
        .set(PASS.USER_ID, user == null ? null : user.toString())
        .set(PASS.ACCOUNT, account == null ? null : account.value())
        .set(PASS.CODE, pass.code().toBytes())
        .set(PASS.MADE_BY, pass.by())
        .set(PASS.CREATED_AT, pass.createdAt().toEpochMilli())
        .set(PASS.USED_AT, pass.usedAt().toEpochMilli())
        .set(PASS.EXPIRES_AT, pass.expiresAt().toEpochMilli())
        .set(PASS.WRONG_TRIES, pass.wrongTries())
        .set(PASS.SECOND_FACTOR, pass.secondFactor() ? 1 : 0)
        .set(PASS.ADDRESS, pass.address())
        .set(PASS.USER_AGENT, pass.userAgent())
        .onConflict(PASS.ID)
        .doUpdate()
        .setAllToExcluded()
        .execute();
  }

  void remove(PassId id) {
    dsl.deleteFrom(PASS).where(PASS.ID.eq(id.toString())).execute();
  }

  void put(AccountRules rules) {
    dsl.insertInto(ACCOUNT_RULES)
        .set(ACCOUNT_RULES.ACCOUNT, rules.account().value())
        .set(ACCOUNT_RULES.SECOND_FACTOR_REQUIRED, rules.secondFactorRequired() ? 1 : 0)
        .set(ACCOUNT_RULES.REFUSAL_DAYS, rules.refusalDays())
        .onConflict(ACCOUNT_RULES.ACCOUNT)
        .doUpdate()
        .setAllToExcluded()
        .execute();
  }

  void put(SignIn signIn) {
    SecondFactor factor = signIn.factor();
    String user = signIn.user().toString();
    dsl.insertInto(SIGN_IN)
        .set(SIGN_IN.USER_ID, user)
        .set(SIGN_IN.LAST_AT, millis(signIn.lastAt()))
        .set(SIGN_IN.VALID_FROM, millis(signIn.validFrom()))
        .set(SIGN_IN.SEED, factor == null ? null : factor.seed().toBytes())
        .set(SIGN_IN.FACTOR_SINCE, factor == null ? null : millis(factor.since()))
        .set(SIGN_IN.LAST_STEP, factor == null ? 0 : factor.lastStep())
        .onConflict(SIGN_IN.USER_ID)
        .doUpdate()
        .setAllToExcluded()
        .execute();
    dsl.deleteFrom(RECOVERY_CODE).where(RECOVERY_CODE.USER_ID.eq(user)).execute();
    List<TokenDigest> recovery = factor == null ? List.of() : factor.recovery();
    for (int i = 0; i < recovery.size(); i++) {
      dsl.insertInto(RECOVERY_CODE)
          .set(RECOVERY_CODE.USER_ID, user)
          .set(RECOVERY_CODE.POSITION, i)
          .set(RECOVERY_CODE.CODE, recovery.get(i).toBytes())
          .execute();
    }
  }

  private static @Nullable Long millis(@Nullable Instant instant) {
    return instant == null ? null : instant.toEpochMilli();
  }
}
