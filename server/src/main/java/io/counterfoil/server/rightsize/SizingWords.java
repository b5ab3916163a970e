package io.counterfoil.server.rightsize;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.explain.Language;
import io.counterfoil.core.usage.RightSizing.Finding;
import io.counterfoil.core.usage.RightSizing.Sized;
import java.util.stream.Collectors;

/// What is said of what was found, in the languages that people are spoken to in.
///
/// @param isWhole whether use was counted in the whole period, so that "never" can be said
public record SizingWords(Language language, Sizing.Period period, boolean isWhole) {
  /// What was found, in a few words.
  public String text(Finding finding, Sized sized) {
    return switch (finding) {
      case UNUSED -> said("not used ", "não usada ", "no usada ") + when();
      case NO_ROLE ->
          said(
              "has no role, so every call is refused",
              "não tem perfil, então toda chamada é recusada",
              "no tiene rol, así que toda llamada es rechazada");
      case OWNER ->
          said(
              "has a role that grants more than half of all resources",
              "tem um perfil que concede mais da metade de todos os recursos",
              "tiene un rol que concede más de la mitad de todos los recursos");
      case OVER_AGE ->
          said(
              "its token is due for renewal",
              "seu token precisa ser renovado",
              "su token debe renovarse");
      case SHARED ->
          said("concerns other accounts: ", "envolve outras contas: ", "atañe a otras cuentas: ")
              + sized.subject().shared().stream()
                  .map(AccountName::value)
                  .collect(Collectors.joining(", "));
      case UNUSED_RESOURCES ->
          sized.unused().size()
              + said(
                  " of " + granted(sized) + " granted resources not used ",
                  " de " + granted(sized) + " recursos concedidos não usados ",
                  " de " + granted(sized) + " recursos concedidos no usados ")
              + when();
    };
  }

  private static int granted(Sized sized) {
    return sized.used().size() + sized.unused().size();
  }

  private String when() {
    return isWhole
        ? said("in ", "em ", "en ") + period.days() + said(" days", " dias", " días")
        : said("since ", "desde ", "desde ")
            + day()
            + said(
                "; the record is no older",
                "; o registro não é mais antigo",
                "; el registro no es más antiguo");
  }

  private String day() {
    String later =
        period.recordedSince().isAfter(period.since())
            ? period.recordedSince().toString()
            : period.since().toString();
    return later.substring(0, "2026-01-01".length());
  }

  private String said(String english, String portuguese, String spanish) {
    return switch (language) {
      case ENGLISH -> english;
      case PORTUGUESE -> portuguese;
      case SPANISH -> spanish;
    };
  }
}
