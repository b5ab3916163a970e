package io.counterfoil.server.export;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.User;
import io.counterfoil.core.key.Grant;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.person.SignIn;
import io.counterfoil.core.role.Role;
import io.counterfoil.core.store.Directory;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/// The people of an account as comma-separated values (RFC 4180) in UTF-8, by address. The first
/// four columns are those of VTEX's export.
public record UserExport(Directory directory) {
  private static final List<String> COLUMNS =
      List.of("id", "email", "roles", "mfa", "name", "lastSignIn");

  /// Writes them.
  public void write(AccountName account, OutputStream to) throws IOException {
    CsvMapper mapper =
        CsvMapper.builder()
            .enable(CsvGenerator.Feature.ALWAYS_QUOTE_STRINGS)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .build();
    try (SequenceWriter out =
        mapper
            .writer(CsvSchema.emptySchema().withLineSeparator("\r\n"))
            .writeValues(new OutputStreamWriter(to, StandardCharsets.UTF_8))) {
      out.write(COLUMNS);
      for (User user : users(account)) {
        out.write(row(account, user).stream().map(Cell::safe).toList());
      }
    }
  }

  private List<User> users(AccountName account) {
    return directory.grants(account).stream()
        .map(Grant::holder)
        .map(holder -> holder instanceof Holder.OfUser(var id) ? directory.user(id) : null)
        .filter(Objects::nonNull)
        .sorted(Comparator.comparing(user -> user.email().value()))
        .toList();
  }

  private List<String> row(AccountName account, User user) {
    SignIn signIn = directory.signIn(user.id());
    Grant grant = directory.grant(account, new Holder.OfUser(user.id()));
    String roles =
        grant == null
            ? ""
            : grant.roles().stream()
                .sorted()
                .map(id -> directory.role(account, id))
                .filter(Objects::nonNull)
                .map(Role::name)
                .collect(Collectors.joining(", "));
    return List.of(
        user.id().toString(),
        user.email().value(),
        roles,
        signIn.asksForFactor() ? "Authenticator" : "Inactive",
        user.name(),
        signIn.lastAt() == null ? "" : signIn.lastAt().toString());
  }
}
