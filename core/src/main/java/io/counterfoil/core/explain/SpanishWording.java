package io.counterfoil.core.explain;

import static io.counterfoil.core.explain.Phrases.list;
import static io.counterfoil.core.explain.Phrases.moment;
import static io.counterfoil.core.explain.Phrases.quoted;

import io.counterfoil.core.decision.Hint;
import io.counterfoil.core.decision.Refusal;
import io.counterfoil.core.decision.Refusal.Revocation;
import io.counterfoil.core.decision.RefusalCode;
import io.counterfoil.core.explain.Evidence.Alteration;
import io.counterfoil.core.explain.Explanation.WouldPass;
import io.counterfoil.core.role.CredentialKind;
import org.jspecify.annotations.Nullable;

/// Spanish, in the words of Latin America.
final class SpanishWording extends Wording {
  static final Wording INSTANCE = new SpanishWording();

  @Override
  Page page(RefusalCode code) {
    return SpanishPages.of(code);
  }

  @Override
  @Nullable String moreThanTold(Refusal refusal) {
    if (refusal instanceof Refusal.CredentialKindNotAccepted(var operation, var presented)) {
      return quoted(operation) + " no acepta " + kind(presented);
    }
    if (refusal instanceof Refusal.UserTokenRevoked(var because)) {
      return "el token de usuario fue revocado antes de tiempo: " + revocation(because);
    }
    return refusal instanceof Refusal.PairUnknown
        ? "ningún par activo de appKey y appToken coincide con lo que se envió; las evidencias dicen"
            + " qué no coincide"
        : null;
  }

  private static String revocation(Revocation because) {
    return switch (because) {
      case KEY_INACTIVE -> "su clave está desactivada";
      case KEY_EXPIRED -> "su clave venció";
      case KEY_GONE -> "su clave fue eliminada";
      case USER_GONE -> "su usuario fue eliminado";
    };
  }

  @Override
  public String hint(Hint hint) {
    return switch (hint) {
      case INNER_SPACE -> "hay un espacio en él";
      case INVISIBLE_CHARACTER -> "hay en él un carácter invisible";
      case LOOKALIKE_CHARACTER -> "hay en él una letra que no es ASCII y puede parecerlo";
      case QUOTED -> "hay comillas alrededor o dentro de él";
      case PERCENT_ENCODED -> "está codificado con signos de porcentaje";
      case SCHEME_PREFIX -> "una palabra como `Bearer` va delante de él";
      case PLACEHOLDER -> "es un texto de ejemplo o el nombre de una variable, no un valor";
      case TRUNCATED -> "le falta el final";
      case TOO_LONG -> "es demasiado largo";
      case CONTROL_CHARACTER -> "hay en él un carácter de control, como un salto de línea";
      case USER_TOKEN_IN_ITS_PLACE -> "es un token de usuario, que tiene su propio encabezado";
    };
  }

  @Override
  public String sentence(Evidence evidence) {
    return switch (evidence) {
      case Evidence.Seen(var hint) -> "el propio valor lo muestra: " + hint(hint);
      case Evidence.KeyUnknown _ -> "nunca hubo una clave con ese nombre";
      case Evidence.KeyDiffersByCase(var actual) ->
          "ninguna clave tiene ese nombre, pero "
              + quoted(actual)
              + " solo difiere de él en mayúsculas y minúsculas";
      case Evidence.KeyDeleted(var key, var at) ->
          "la clave " + quoted(key) + " fue eliminada el " + moment(at);
      case Evidence.TokenWrong(var key) ->
          "la clave " + quoted(key) + " existe, y el token no es suyo";
      case Evidence.TokenMatchesIf(var key, var alteration, var position) ->
          "el token sería el de "
              + quoted(key)
              + " "
              + alteration(alteration)
              + (position > 0 ? " (desde el carácter " + position + ")" : "");
      case Evidence.TokenRetired(var key, var at, var by, var since) ->
          "el token fue el de "
              + quoted(key)
              + " hasta que "
              + quoted(by)
              + " terminó una renovación el "
              + moment(at)
              + "; su sucesor existe desde el "
              + moment(since);
      case Evidence.TokenOfOtherKey(var other, var label) ->
          "el token pertenece a otra clave de la cuenta: "
              + quoted(other)
              + ", con la etiqueta "
              + quoted(label);
      case Evidence.PairSwapped(var key) ->
          "los valores son el par de " + quoted(key) + ", cada uno en el lugar del otro";
    };
  }

  private static String alteration(Alteration alteration) {
    return switch (alteration) {
      case LETTER_CASE_IGNORED -> "si mayúsculas y minúsculas no contaran; sí cuentan";
      case BLANKS_REMOVED -> "sin los espacios que hay en él";
      case QUOTES_REMOVED -> "sin las comillas de alrededor";
      case PERCENT_DECODED -> "si se decodificaran los signos de porcentaje";
      case SCHEME_REMOVED -> "sin la palabra que va delante";
      case INVISIBLE_REMOVED -> "sin los caracteres invisibles que hay en él";
      case LOOKALIKES_REPLACED -> "si las letras parecidas fueran las de ASCII";
    };
  }

  @Override
  public String sentence(Fix fix) {
    return switch (fix) {
      case Fix.LinkRole(var role, var excess) when excess.isEmpty() ->
          "vincula el rol " + quoted(role.name()) + ", que no concede nada más que lo necesario";
      case Fix.LinkRole(var role, var excess) ->
          "vincula el rol "
              + quoted(role.name())
              + ", que concede "
              + excess.size()
              + (excess.size() == 1 ? " recurso" : " recursos")
              + " además de lo necesario";
      case Fix.CreateRole(var resources) ->
          "crea un rol que conceda solo " + list(resources, and()) + " y vincúlalo";
      case Fix.WidenRole(var role, var resource, var alsoGains) ->
          "agrega "
              + quoted(resource)
              + " al rol "
              + quoted(role.name())
              + ", que ya está vinculado; "
              + others(alsoGains);
      case Fix.ActivateKey(var key) ->
          "activa la clave " + quoted(key) + " en Configuración de la cuenta > Claves de API";
      case Fix.ActivateAccount(var account) ->
          "pide al Sponsor o al operador que active la cuenta " + quoted(account);
      case Fix.AddExternalKey(var key, var account) ->
          "pide al Sponsor de "
              + quoted(account)
              + " que agregue "
              + quoted(key)
              + " allí como clave externa";
      case Fix.Advice _ -> "haz lo que dice la página del código de este rechazo";
    };
  }

  private static String others(int count) {
    return switch (count) {
      case 0 -> "nadie más lo tiene";
      case 1 -> "1 titular más también lo gana";
      default -> count + " titulares más también lo ganan";
    };
  }

  @Override
  public String wouldPass(WouldPass wouldPass) {
    return switch (wouldPass) {
      case YES -> "la misma solicitud pasaría ahora";
      case NO -> "la misma solicitud seguiría siendo rechazada";
      case WITH_THE_RIGHT_TOKEN -> "la solicitud pasaría ahora con el token correcto";
      case UNKNOWN -> "se guardó muy poco de la solicitud para decir si pasaría ahora";
    };
  }

  @Override
  String kind(CredentialKind kind) {
    return switch (kind) {
      case PAIR -> "un par de appKey y appToken";
      case USER_TOKEN -> "un token de usuario";
    };
  }

  @Override
  String or() {
    return "o";
  }

  @Override
  String and() {
    return "y";
  }

  @Override
  String anyResource() {
    return "cualquier recurso";
  }
}
