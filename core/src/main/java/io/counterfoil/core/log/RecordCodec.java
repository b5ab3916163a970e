package io.counterfoil.core.log;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.decision.RefusalCode;
import io.counterfoil.core.decision.Where;
import io.counterfoil.core.key.AppKey;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The record of a refusal as bytes: the whole list of what is kept of one. Fields and kinds are
/// only ever added; what a later version added is passed over.
public final class RecordCodec {
  // What is not in this list is not kept. Numbers are on the disk: never reused.
  private static final int AT = 1;
  private static final int CODE = 2;
  private static final int REFUSAL = 3;
  private static final int ACCOUNT = 4;
  private static final int APP_KEY = 5;
  private static final int USER = 6;
  private static final int REVISION = 7;
  private static final int METHOD = 8;
  private static final int ROUTE = 9;
  private static final int NEEDED = 10;
  private static final int ASKED_ACCOUNT = 11;
  private static final int HOST = 12;
  private static final int HOST_IS_STATED = 13;
  private static final int ASKED_IN_QUERY = 14;
  private static final int CLIENT = 15;
  private static final int ADAPTER = 16;
  private static final int ADDRESS = 17;
  private static final int EVIDENCE = 18;
  private static final int SAME_VALUE = 19;

  private RecordCodec() {}

  /// The record as bytes, without its id.
  public static byte[] write(DecisionRecord record) {
    AccountName account = record.account();
    AppKey appKey = record.appKey();
    UserId user = record.user();
    Where where = record.where();
    FieldSink sink =
        new FieldSink()
            .instant(AT, record.at())
            .text(CODE, record.code().code())
            .nested(REFUSAL, record.refusal(), RefusalFields::write)
            .text(ACCOUNT, account == null ? null : account.value())
            .text(APP_KEY, appKey == null ? null : appKey.value())
            .text(USER, user == null ? null : user.value().toString())
            .number(REVISION, record.revision())
            .text(METHOD, record.method())
            .text(ROUTE, record.route())
            .texts(NEEDED, record.needed())
            .text(ASKED_ACCOUNT, where.account())
            .text(HOST, where.host())
            .flag(HOST_IS_STATED, where.hostIsStated())
            .text(ASKED_IN_QUERY, where.query())
            .text(CLIENT, where.client())
            .text(ADAPTER, record.adapter())
            .text(ADDRESS, record.address())
            .text(SAME_VALUE, record.sameValue());
    record.evidence().forEach(each -> sink.nested(EVIDENCE, each, EvidenceFields::write));
    return sink.bytes();
  }

  /// The record that the bytes stand for; null where its code is of a later version.
  ///
  /// @throws IllegalArgumentException if they stand for none
  public static @Nullable DecisionRecord read(RefusalId id, byte[] bytes) {
    FieldSource source = new FieldSource(bytes);
    RefusalCode code = RefusalCode.of(source.needed(CODE)).orElse(null);
    if (code == null) {
      return null;
    }
    FieldSource refusal = source.nested(REFUSAL);
    String account = source.text(ACCOUNT);
    String appKey = source.text(APP_KEY);
    String user = source.text(USER);
    return new DecisionRecord(
        id,
        source.neededInstant(AT),
        code,
        refusal == null ? null : RefusalFields.read(code, refusal),
        account == null ? null : new AccountName(account),
        appKey == null ? null : new AppKey(appKey),
        user == null ? null : new UserId(UUID.fromString(user)),
        source.number(REVISION),
        source.text(METHOD),
        source.text(ROUTE),
        source.texts(NEEDED),
        new Where(
            source.text(ASKED_ACCOUNT),
            source.text(HOST),
            source.flag(HOST_IS_STATED),
            source.text(ASKED_IN_QUERY),
            source.text(CLIENT)),
        source.needed(ADAPTER),
        source.text(ADDRESS),
        source.all(EVIDENCE).stream().map(EvidenceFields::read).filter(Objects::nonNull).toList(),
        source.text(SAME_VALUE));
  }
}
