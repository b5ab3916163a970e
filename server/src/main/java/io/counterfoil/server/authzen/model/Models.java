package io.counterfoil.server.authzen.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.Email;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.role.ResourceKey;
import io.counterfoil.server.authzen.model.Model.Known;
import io.counterfoil.server.authzen.model.Model.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The models of all accounts, as a file (YAML) describes them.
public final class Models {
  /// No account has types of its own.
  public static final Models NONE = new Models(Map.of());

  private static final long LONGEST = 1024 * 1024;
  private static final Set<Class<?>> SCALARS =
      Set.of(String.class, Boolean.class, Integer.class, Long.class, Double.class);

  private final Map<AccountName, Model> models;

  private Models(Map<AccountName, Model> models) {
    this.models = Map.copyOf(models);
  }

  /// The account's.
  public Model of(AccountName account) {
    return models.getOrDefault(account, Model.EMPTY);
  }

  private record FileText(@Nullable Map<String, ModelText> accounts) {}

  private record ModelText(
      @Nullable List<KnownText> subjects,
      @Nullable List<KnownText> resources,
      @Nullable List<RuleText> rules) {}

  private record KnownText(
      @Nullable String type,
      @Nullable String id,
      @Nullable String key,
      @Nullable String user,
      @Nullable Map<String, Object> properties) {}

  private record RuleText(
      @Nullable String type,
      @Nullable List<String> actions,
      @Nullable List<String> needs,
      @Nullable Map<String, Object> when,
      @Nullable Map<String, Object> unless) {}

  /// The models in the file.
  ///
  /// @throws IOException if it cannot be read
  /// @throws IllegalArgumentException that says what is wrong with it
  public static Models read(Path file) throws IOException {
    if (Files.size(file) > LONGEST) {
      throw new IllegalArgumentException("longer than 1 MiB (expected: at most that)");
    }
    return parse(Files.readString(file));
  }

  /// The models in the text.
  ///
  /// @throws IllegalArgumentException that says what is wrong with it
  public static Models parse(String text) {
    FileText written;
    try {
      written =
          new YAMLMapper()
              .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
              .readValue(text, FileText.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e.getOriginalMessage(), e);
    }
    Map<AccountName, Model> models = new HashMap<>();
    orEmpty(written.accounts())
        .forEach((name, model) -> models.put(new AccountName(name), model(name, model)));
    return new Models(models);
  }

  private static Model model(String account, ModelText text) {
    List<Known> subjects = new ArrayList<>();
    for (KnownText each : orEmpty(text.subjects())) {
      if ((each.key() == null) == (each.user() == null)) {
        throw new IllegalArgumentException(
            account + ": a subject (expected: `key` or `user`, whom it stands for)");
      }
      subjects.add(known(account, each));
    }
    List<Known> resources =
        orEmpty(text.resources()).stream().map(each -> known(account, each)).toList();
    return new Model(
        subjects,
        resources,
        orEmpty(text.rules()).stream().map(each -> rule(account, each)).toList());
  }

  private static Known known(String account, KnownText text) {
    String key = text.key();
    String user = text.user();
    return new Known(
        need(account, "type", text.type()),
        need(account, "id", text.id()),
        key == null ? null : new AppKey(key),
        user == null ? null : new Email(user),
        scalars(account, text.properties()));
  }

  private static Rule rule(String account, RuleText text) {
    String type = need(account, "type", text.type());
    if (Model.isBuiltIn(type)) {
      throw new IllegalArgumentException(
          account + ": a rule about `" + type + "` (expected: a type of your own)");
    }
    if (orEmpty(text.actions()).isEmpty() || orEmpty(text.needs()).isEmpty()) {
      throw new IllegalArgumentException(
          account + ": a rule about `" + type + "` (expected: `actions` and `needs`)");
    }
    return new Rule(
        type,
        List.copyOf(orEmpty(text.actions())),
        orEmpty(text.needs()).stream().map(ResourceKey::new).toList(),
        conditions(account, text.when()),
        conditions(account, text.unless()));
  }

  private static Map<String, Object> conditions(
      String account, @Nullable Map<String, Object> text) {
    Map<String, Object> conditions = scalars(account, text);
    for (String name : conditions.keySet()) {
      if (!name.matches("(subject|resource|action)\\..+")) {
        throw new IllegalArgumentException(
            account
                + ": condition `"
                + name
                + "` (expected: subject., resource. or action., and a property)");
      }
    }
    return conditions;
  }

  private static Map<String, Object> scalars(String account, @Nullable Map<String, Object> text) {
    for (var each : orEmpty(text).entrySet()) {
      if (each.getValue() == null || !SCALARS.contains(each.getValue().getClass())) {
        throw new IllegalArgumentException(
            account + ": property `" + each.getKey() + "` (expected: a text, number or flag)");
      }
    }
    return Map.copyOf(orEmpty(text));
  }

  private static String need(String account, String name, @Nullable String value) {
    if (value == null || value.isEmpty()) {
      throw new IllegalArgumentException(
          account + ": `" + name + "` is missing (expected: a text)");
    }
    return value;
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }

  private static <T> Map<String, T> orEmpty(@Nullable Map<String, T> map) {
    return map == null ? Map.of() : map;
  }
}
