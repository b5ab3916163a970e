package io.counterfoil.core.explain;

import static io.counterfoil.core.explain.Phrases.list;
import static io.counterfoil.core.explain.Phrases.moment;
import static io.counterfoil.core.explain.Phrases.names;
import static io.counterfoil.core.explain.Phrases.needed;
import static io.counterfoil.core.explain.Phrases.quoted;
import static io.counterfoil.core.explain.Phrases.texts;

import io.counterfoil.core.decision.Hint;
import io.counterfoil.core.decision.Refusal;
import io.counterfoil.core.decision.Refusal.Revocation;
import io.counterfoil.core.decision.Refusal.Withdrawal;
import io.counterfoil.core.decision.RefusalCode;
import io.counterfoil.core.decision.Stage;
import io.counterfoil.core.explain.Evidence.Alteration;
import io.counterfoil.core.explain.Explanation.WouldPass;
import io.counterfoil.core.role.CredentialKind;
import java.time.Instant;
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
    if (refusal instanceof Refusal.AccessTokenRevoked(var because)) {
      return "el token de acceso fue revocado antes de tiempo: " + withdrawal(because);
    }
    return refusal instanceof Refusal.PairUnknown
        ? "ningún par activo de appKey y appToken coincide con lo que se envió; las evidencias dicen"
            + " qué no coincide"
        : null;
  }

  private static String withdrawal(Withdrawal because) {
    return switch (because) {
      case TOKEN_RETIRED -> "el token de la clave para el que fue emitido fue reemplazado";
      case KEY_GONE -> "su clave fue eliminada";
      case REVOKED -> "alguien lo revocó";
    };
  }

  private static String revocation(Revocation because) {
    return switch (because) {
      case KEY_INACTIVE -> "su clave está desactivada";
      case KEY_EXPIRED -> "su clave venció";
      case KEY_GONE -> "su clave fue eliminada";
      case USER_GONE -> "su usuario fue eliminado";
      case SIGNED_OUT -> "se cerró todo en lo que su usuario había entrado antes";
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
      case Evidence.KeyDeleted(_, var key, var at, _) ->
          "la clave " + quoted(key) + " fue eliminada el " + moment(at);
      case Evidence.TokenWrong(var key) ->
          "la clave " + quoted(key) + " existe, y el token no es suyo";
      case Evidence.TokenMatchesIf(var key, var alteration, var position, var count) ->
          "el token es el de " + quoted(key) + " si " + alteration(alteration, position, count);
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

  private static String alteration(Alteration alteration, int position, int count) {
    return switch (alteration) {
      case LETTER_CASE_IGNORED -> "no se cuentan mayúsculas y minúsculas; sí cuentan";
      case BLANKS_REMOVED ->
          count == 1
              ? "se quita el espacio de la posición " + position
              : "se quitan los " + count + " espacios desde la posición " + position;
      case QUOTES_REMOVED -> "se quitan las comillas, la primera en la posición " + position;
      case PERCENT_DECODED ->
          "se decodifican los signos de porcentaje desde la posición " + position;
      case SCHEME_REMOVED -> "se quita la palabra que va delante";
      case INVISIBLE_REMOVED ->
          count == 1
              ? "se quita el carácter invisible de la posición " + position
              : "se quitan los " + count + " caracteres invisibles desde la posición " + position;
      case LOOKALIKES_REPLACED ->
          "cada letra parecida se cambia por la de ASCII, la primera en la posición " + position;
    };
  }

  @Override
  public String sentence(Fix fix) {
    return switch (fix) {
      case Fix.LinkRoles(_, var roles, var excess, _) ->
          (roles.size() == 1 ? "vincula el rol " : "vincula los roles ")
              + names(roles, and())
              + (excess.isEmpty()
                  ? ", nada más que lo necesario"
                  : ", "
                      + excess.size()
                      + (excess.size() == 1 ? " recurso" : " recursos")
                      + " además de lo necesario");
      case Fix.CreateRole(_, var resources) ->
          "crea un rol que conceda solo " + list(resources, and()) + " y vincúlalo";
      case Fix.WidenRole(_, var role, var resources, var alsoGain) ->
          "agrega "
              + list(resources, and())
              + " al rol "
              + quoted(role.name())
              + ", que ya está vinculado; "
              + others(alsoGain.size());
      case Fix.ActivateKey(_, var key) ->
          "activa la clave " + quoted(key) + " en Configuración de la cuenta > Claves de API";
      case Fix.RestoreKey(_, var key) -> "deshaz la eliminación de la clave " + quoted(key);
      case Fix.ExtendKey(_, var key, var until) ->
          "permite que la clave " + quoted(key) + " se use hasta el " + moment(until);
      case Fix.AllowAddress(_, var key, var address) ->
          "permite que la clave " + quoted(key) + " se use también desde " + quoted(address);
      case Fix.RenewToken(_, var key) ->
          "si no queda una copia exacta del token, emite otro de "
              + quoted(key)
              + "; el antiguo sigue valiendo hasta que se termine la renovación";
      case Fix.ReplaceToken(_, var key) ->
          "reemplaza el token de "
              + quoted(key)
              + ", cuyo anterior deja de valer al instante, y libera la clave";
      case Fix.ActivateAccount(var account) ->
          "pide al operador que active la cuenta " + quoted(account);
      case Fix.AddHost(var account, var host) ->
          "agrega " + quoted(host) + " a los hosts de la cuenta " + quoted(account);
      case Fix.AddExternalKey(var key, var account) ->
          "agrega " + quoted(key) + " a la cuenta " + quoted(account) + " como clave externa";
      case Fix.Advice(var code) -> repair(code);
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
  public String stage(Stage stage) {
    return switch (stage) {
      case EDGE -> "La solicitud es clara";
      case PRESENTED -> "Se envió una credencial";
      case WELL_FORMED -> "Los valores pueden ser correctos";
      case KNOWN -> "La credencial existe";
      case USABLE -> "Está en uso";
      case PLACE -> "Es para esta cuenta";
      case OPERATION -> "La llamada es conocida";
      case ALLOWED -> "Los roles bastan";
      case LIMITS -> "Se respeta el límite";
      case SYSTEM -> "El servidor está listo";
    };
  }

  @Override
  String expectation(Stage stage) {
    return switch (stage) {
      case EDGE -> "un método y una ruta que todos leen igual";
      case PRESENTED ->
          "una credencial: `X-VTEX-API-AppKey` con `X-VTEX-API-AppToken`, o un token de usuario";
      case WELL_FORMED -> "valores exactamente como se emitieron";
      case KNOWN -> "una appKey y un appToken que van juntos";
      case USABLE -> "una clave activa y que no ha vencido, de una cuenta activa";
      case PLACE ->
          "la propia cuenta de la clave o una que la agregó, un host suyo, una dirección permitida";
      case OPERATION -> "una llamada del catálogo que acepta este tipo de credencial";
      case ALLOWED -> "un rol que conceda lo que la llamada necesita";
      case LIMITS -> "no más llamadas de las que el límite de la clave permite";
      case SYSTEM -> "un verificador que ya cargó sus claves";
    };
  }

  @Override
  String expectationOf(String resources) {
    return "un rol que conceda " + resources;
  }

  @Override
  public String observation(Observation seen) {
    return switch (seen) {
      case Observation.Call(var method, var path) -> quoted(method + " " + path);
      case Observation.Credential(var kind) -> kind(kind);
      case Observation.Values _ -> "nada que no pueda ser correcto";
      case Observation.Key(var name, var label) ->
          "la clave " + quoted(name) + (label == null ? "" : ", con la etiqueta " + quoted(label));
      case Observation.Person(var email) -> "el usuario " + quoted(email);
      case Observation.Usable(var until) ->
          until == null ? "activa, sin vencimiento" : "activa, hasta el " + moment(until);
      case Observation.Place(var account) -> "la cuenta " + quoted(account);
      case Observation.Matched(var operation) -> quoted(operation) + " (" + operation.name() + ")";
      case Observation.Roles(var names, var needed) when names.isEmpty() ->
          "varios roles que juntos conceden " + needed(needed, this);
      case Observation.Roles(var names, var needed) ->
          "los roles " + texts(names, and()) + ", que conceden " + needed(needed, this);
      case Observation.Rate(var rate) ->
          rate == null ? "no hay límite" : rate.requests() + " en " + rate.seconds() + " s";
    };
  }

  @Override
  public String untold() {
    return "se envió o se guardó muy poco para decirlo";
  }

  @Override
  public String successorUsed(Instant at, @Nullable String from) {
    return "su sucesor se usó por última vez el "
        + moment(at)
        + (from == null ? "" : " desde " + quoted(from));
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
