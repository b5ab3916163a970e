package io.counterfoil.core.explain;

import io.counterfoil.core.decision.RefusalCode;

/// What is said of each code in Spanish, in the words of Latin America.
final class SpanishPages {
  private static final Page ORIGINAL_REQUEST_MISSING =
      new Page(
          "El proxy no dijo de qué solicitud se trata",
          "el proxy no dijo de qué solicitud se trata: falta {header}; haz que envíe el método "
              + "y la URI originales",
          "El proxy preguntó si una solicitud puede pasar, pero no dijo cuál. No se decide "
              + "nada sobre una solicitud que nadie nombra, por eso fue rechazada.",
          "Haz que el proxy envíe el método y la URI originales en cada consulta. Las "
              + "configuraciones que genera este servidor lo hacen. Solo puede corregirlo quien "
              + "administra el proxy; quien llama no puede.");

  private static final Page FORWARDED_HEADERS_CONFLICT =
      new Page(
          "Dos encabezados hablan de solicitudes distintas",
          "los encabezados no coinciden sobre la solicitud original: {what}; haz que el proxy "
              + "sobrescriba lo que envían sus clientes",
          "Dos encabezados que describen la solicitud original se contradicen. Uno de ellos "
              + "puede venir del cliente, por eso no se creyó a ninguno.",
          "Haz que el proxy quite o sobrescriba todo encabezado de reenvío que un cliente "
              + "pueda enviar y ponga solo los suyos. Clientes: no envíen encabezados como "
              + "X-Original-URI o X-Forwarded-Host.");

  private static final Page PATH_AMBIGUOUS =
      new Page(
          "La ruta puede leerse de dos maneras",
          "la ruta puede leerse de dos maneras: {what}; envíala en su forma simple",
          "La ruta contiene algo que un proxy y la API que está detrás pueden leer de manera "
              + "distinta, como un segmento de puntos, una barra codificada o dos barras seguidas. "
              + "Una ruta así se rechaza en lugar de corregirse, porque verificar una lectura no "
              + "dice nada de la otra.",
          "Envía la ruta en su forma simple: sin segmentos `.` o `..`, sin barras dobles, sin "
              + "barras o puntos codificados, sin punto y coma.");

  private static final Page CREDENTIALS_MISSING =
      new Page(
          "No se envió ninguna credencial",
          "no se envió ninguna credencial; envía los encabezados `X-VTEX-API-AppKey` y "
              + "`X-VTEX-API-AppToken`",
          "La solicitud no trajo appKey, ni appToken, ni token de usuario. Los nombres de los "
              + "encabezados pueden ir en mayúsculas o minúsculas, pero un proxy en el camino puede "
              + "haberlos quitado.",
          "Envía la appKey en el encabezado `X-VTEX-API-AppKey` y el appToken en el encabezado "
              + "`X-VTEX-API-AppToken`. Si ya los envías, busca un proxy en el camino que los "
              + "descarte y una variable que esté vacía.");

  private static final Page APP_KEY_MISSING =
      new Page(
          "Falta la appKey",
          "el appToken vino sin su appKey; envía `X-VTEX-API-AppKey` y `X-VTEX-API-AppToken`",
          "La solicitud trajo un appToken, pero ninguna appKey, o una vacía. Uno no vale nada "
              + "sin la otra.",
          "Envía la appKey que corresponde al token en el encabezado `X-VTEX-API-AppKey`. "
              + "Comprueba que la variable que la guarda esté definida donde se hace la solicitud.");

  private static final Page APP_TOKEN_MISSING =
      new Page(
          "Falta el appToken",
          "la appKey vino sin su appToken; envía `X-VTEX-API-AppKey` y `X-VTEX-API-AppToken`",
          "La solicitud trajo una appKey, pero ningún appToken, o uno vacío. Una no vale nada "
              + "sin el otro.",
          "Envía el token de la clave en el encabezado `X-VTEX-API-AppToken`. Se mostró una "
              + "sola vez, cuando se creó; si nadie lo guardó, renueva el token de la clave o crea "
              + "una clave nueva.");

  private static final Page CREDENTIALS_DUPLICATED =
      new Page(
          "Una credencial vino más de una vez",
          "el encabezado {header} vino más de una vez; envíalo una sola vez",
          "Un encabezado que lleva una credencial vino más de una vez, o con varios valores "
              + "unidos por una coma. Los programas difieren sobre qué copia cuenta, por eso no se "
              + "leyó ninguna.",
          "Envía cada encabezado una sola vez. Las copias suelen venir de una biblioteca del "
              + "cliente y de un proxy que lo agregan a la vez.");

  private static final Page CREDENTIALS_CONFLICT =
      new Page(
          "Dos credenciales hablan de titulares distintos",
          "el par y el token de usuario hablan de titulares distintos; envía solo uno de ellos",
          "La solicitud trajo un par de appKey y appToken y también un token de usuario, y "
              + "pertenecen a titulares distintos. No se puede saber los roles de quién deben contar.",
          "Envía un solo tipo de credencial. Si un navegador agrega la cookie "
              + "`VtexIdclientAutCookie`, deja las cookies fuera de la llamada que lleva el par.");

  private static final Page CREDENTIALS_IN_WRONG_PLACE =
      new Page(
          "La credencial está en el lugar equivocado",
          "una credencial vino en {place}, donde no se lee ninguna; envíala en "
              + "`X-VTEX-API-AppKey` y `X-VTEX-API-AppToken`",
          "Se encontró algo parecido a una credencial donde no se lee ninguna, como la query "
              + "string o el encabezado `Authorization`. Las direcciones terminan en logs e "
              + "historiales, por eso un par se lee solo de sus dos encabezados.",
          "Pasa los valores a los encabezados `X-VTEX-API-AppKey` y `X-VTEX-API-AppToken`. Si "
              + "estaban en una dirección, renueva el token: puede haber quedado escrito en logs.");

  private static final Page APP_KEY_MALFORMED =
      new Page(
          "La appKey no puede ser válida",
          "el valor enviado no puede ser una appKey{hints}; envíala exactamente como fue "
              + "emitida",
          "El valor de `X-VTEX-API-AppKey` tiene caracteres que ninguna appKey tiene, o es "
              + "demasiado largo. Los valores se comparan exactamente como llegan; nada se recorta "
              + "ni se corrige.",
          "Copia de nuevo la appKey desde Configuración de la cuenta > Claves de API, sin "
              + "espacios ni comillas, y conserva mayúsculas y minúsculas. Comprueba que no se haya "
              + "enviado un texto de ejemplo o el nombre de una variable en lugar del valor.");

  private static final Page APP_TOKEN_MALFORMED =
      new Page(
          "El appToken no puede ser válido",
          "el valor enviado no puede ser un appToken{hints}; envíalo exactamente como fue "
              + "emitido",
          "El valor de `X-VTEX-API-AppToken` tiene caracteres que ningún token tiene, o una "
              + "longitud equivocada. Los valores se comparan exactamente como llegan; nada se "
              + "recorta ni se corrige.",
          "Copia de nuevo el token desde donde se guarda, entero, sin espacios ni comillas, y "
              + "conserva mayúsculas y minúsculas. No puede mostrarse otra vez: si no queda una "
              + "copia exacta, renueva el token de la clave.");

  private static final Page CREDENTIALS_SWAPPED =
      new Page(
          "AppKey y appToken están intercambiados",
          "la appKey y el appToken vinieron cada uno en el encabezado del otro; intercámbialos",
          "El valor de `X-VTEX-API-AppKey` parece un token, y el de `X-VTEX-API-AppToken` "
              + "parece una clave.",
          "Intercambia los dos valores. Como el token puede haber quedado en logs como si "
              + "fuera una clave, considera renovarlo.");

  private static final Page CHECKSUM_MISMATCH =
      new Page(
          "El appToken está dañado",
          "el appToken está dañado: su suma de verificación no coincide; cópialo de nuevo, "
              + "entero y exacto",
          "El token tiene la forma de uno emitido aquí, pero sus últimos seis caracteres, que "
              + "son una suma de verificación de los demás, no coinciden. Algún carácter fue "
              + "cambiado, perdido o intercambiado con el vecino.",
          "Copia de nuevo el token desde donde se guarda; no lo teclees. Si la propia copia "
              + "está dañada, renueva el token de la clave.");

  private static final Page PAIR_UNKNOWN =
      new Page(
          "No existe ese par",
          "no existe ese par de appKey y appToken; comprueba los dos valores exactamente, "
              + "incluidas mayúsculas y minúsculas, o muestra el id de este rechazo a quien "
              + "administra la cuenta",
          "Ningún par activo de appKey y appToken coincide con lo que se envió. La respuesta "
              + "es la misma sea cual sea el motivo, para que nadie pueda averiguar qué claves "
              + "existen.",
          "Comprueba que los dos valores se copiaron enteros, que se corresponden y que son de "
              + "este servidor. Las personas de la cuenta que pueden ver las claves de API pueden "
              + "buscar este rechazo por su id y ver qué no coincide.");

  private static final Page USER_TOKEN_INVALID =
      new Page(
          "El token de usuario no fue emitido aquí",
          "el token de usuario no fue emitido aquí, o fue alterado; inicia sesión de nuevo o "
              + "vuelve a canjear el par",
          "La firma del token de usuario no es de este servidor, o su contenido cambió en el "
              + "camino.",
          "Obtén un token nuevo: inicia sesión de nuevo, o vuelve a canjear el par. Comprueba "
              + "que el token se envíe entero y al servidor que lo emitió.");

  private static final Page KEY_INACTIVE =
      new Page(
          "La clave está desactivada",
          "la clave está desactivada desde {since}; actívala en Configuración de la cuenta > "
              + "Claves de API",
          "El par es correcto, pero la clave fue desactivada. Hasta que se active de nuevo, "
              + "toda solicitud con ella se rechaza.",
          "Pide a alguien que pueda editar claves de API que la active en Configuración de la "
              + "cuenta > Claves de API, después de saber por qué fue desactivada.");

  private static final Page KEY_EXPIRED =
      new Page(
          "La clave venció",
          "la clave venció el {since}; crea una nueva en Configuración de la cuenta > Claves "
              + "de API",
          "El par es correcto, pero la clave se creó para funcionar hasta cierto momento, y "
              + "ese momento llegó.",
          "Crea una clave nueva, vincúlale los mismos roles y ponla en el lugar de la anterior.");

  private static final Page KEY_QUARANTINED =
      new Page(
          "La clave está en cuarentena",
          "la clave está en cuarentena desde {since}, porque puede estar en malas manos; renueva "
              + "su token y libérala",
          "El par es correcto, pero fue encontrado donde otros pueden leerlo, o alguien tuvo otro "
              + "motivo para desconfiar de él. Hasta que se libere la clave, toda solicitud con ella "
              + "se rechaza.",
          "Renueva el token de la clave, pon el nuevo en uso, libera la clave y averigua cómo "
              + "quedó expuesto el token anterior.");

  private static final Page ACCOUNT_INACTIVE =
      new Page(
          "La cuenta está desactivada",
          "la cuenta {account} está desactivada; su Sponsor o el operador del servidor puede "
              + "activarla",
          "La credencial es correcta, pero la cuenta está desactivada. Se rechazan todas sus "
              + "claves y todos sus usuarios.",
          "Pide al Sponsor de la cuenta o al operador de este servidor que active la cuenta de "
              + "nuevo.");

  private static final Page USER_TOKEN_EXPIRED =
      new Page(
          "El token de usuario venció",
          "el token de usuario venció el {since}; inicia sesión de nuevo o vuelve a canjear el "
              + "par",
          "Los tokens de usuario funcionan por un tiempo limitado, y el de este terminó.",
          "Obtén un token nuevo: inicia sesión de nuevo, o vuelve a canjear el par. Los "
              + "programas deben hacerlo antes de que venza el anterior.");

  private static final Page USER_TOKEN_REVOKED =
      new Page(
          "El token de usuario fue revocado",
          "el token de usuario fue revocado antes de tiempo; inicia sesión de nuevo o usa otra "
              + "clave",
          "La clave o el usuario detrás del token fue eliminado, desactivado o venció, por eso "
              + "el token ya no cuenta.",
          "Pide a las personas de la cuenta que restauren la clave o el usuario, o usa otra "
              + "credencial.");

  private static final Page ACCESS_TOKEN_INVALID =
      new Page(
          "El token de acceso no fue emitido aquí",
          "el token de acceso no fue emitido aquí, o fue alterado; obtén uno nuevo en "
              + "/oauth2/token",
          "Un token de acceso dice qué clave lo firmó. Ninguna clave así firma aquí, o "
              + "la firma no coincide con lo que el token dice.",
          "Obtén un token nuevo en /oauth2/token de este servidor y envíalo sin "
              + "alterarlo como `Authorization: Bearer`. Los tokens de otro servidor, de uno "
              + "de pruebas por ejemplo, no funcionan aquí.");

  private static final Page ACCESS_TOKEN_EXPIRED =
      new Page(
          "El token de acceso venció",
          "el token de acceso venció el {since}; obtén uno nuevo en /oauth2/token",
          "Los tokens de acceso funcionan cinco minutos como máximo, y el tiempo de "
              + "este terminó.",
          "Obtén un token nuevo en /oauth2/token. Los programas deben hacerlo antes de "
              + "que venza el anterior: `expires_in` dice en cuántos segundos.");

  private static final Page ACCESS_TOKEN_REVOKED =
      new Page(
          "El token de acceso fue revocado",
          "el token de acceso fue revocado antes de tiempo; obtén uno nuevo con el par "
              + "que está en uso ahora",
          "Un token de acceso no vive más que el par para el que fue emitido. Ese par "
              + "fue renovado o su clave eliminada, o alguien revocó el token.",
          "Obtén un token nuevo con el par que está en uso ahora. Si el par tampoco "
              + "funciona ya, pide uno nuevo a las personas de la cuenta.");

  private static final Page SCOPE_TOO_NARROW =
      new Page(
          "El token de acceso se pidió con menos",
          "el token de acceso se pidió sin {needed}; pídelo en `scope`, o no envíes " + "`scope`",
          "La clave puede hacer esto, pero su token de acceso se pidió con un `scope` "
              + "que lo deja fuera. No hay nada mal en la clave ni en sus roles.",
          "Obtén un token nuevo cuyo `scope` también nombre el recurso. Sin `scope`, un "
              + "token trae todo lo que la clave puede hacer.");

  private static final Page ACCOUNT_MISMATCH =
      new Page(
          "La credencial es de otra cuenta",
          "la solicitud es para la cuenta {account}, a la que esta clave o este usuario no "
              + "pertenece; agrégalo allí o llama a su propia cuenta",
          "La credencial es correcta, pero pertenece a otra cuenta que la de la solicitud, y "
              + "no fue agregada allí.",
          "Llama a la cuenta a la que pertenece la clave. Si la otra cuenta es la deseada, "
              + "pide a su Sponsor que agregue la clave como clave externa y le vincule un rol.");

  private static final Page HOST_NOT_OF_ACCOUNT =
      new Page(
          "El host no es de la cuenta",
          "el host {host} no es de la cuenta; llama a un host de la cuenta o agrega este a ella",
          "La solicitud vino por un nombre de host que pertenece a otra cuenta, o que no está "
              + "en la lista de hosts de esta.",
          "Llama a un host de la cuenta a la que se destina la clave, o pide que el host se "
              + "agregue a la lista de hosts de la cuenta.");

  private static final Page ADDRESS_NOT_ALLOWED =
      new Page(
          "La dirección no está permitida",
          "la clave no puede usarse desde esta dirección; llama desde una permitida o pide que "
              + "se cambie la lista",
          "El par es correcto, pero la clave solo puede usarse desde ciertas direcciones de "
              + "red, y la solicitud vino de otra.",
          "Envía la solicitud desde una dirección permitida, o pide a alguien que pueda editar "
              + "claves de API que cambie la lista.");

  private static final Page OPERATION_UNKNOWN =
      new Page(
          "La llamada no está en el catálogo",
          "el catálogo no tiene operación para {method} {path}; comprueba el método y la ruta, "
              + "o pide que se agregue la operación",
          "Ninguna operación del catálogo coincide con el método y la ruta. Lo que no está en "
              + "el catálogo se rechaza, porque nadie ha dicho qué recurso necesita.",
          "Comprueba si hay errores en el método y en la ruta. Si la llamada existe, pide al "
              + "operador de este servidor que la agregue al catálogo, con el recurso que necesita.");

  private static final Page CREDENTIAL_KIND_NOT_ACCEPTED =
      new Page(
          "La llamada exige otro tipo de credencial",
          "esta llamada no acepta {presented}; envía el otro tipo de credencial",
          "La credencial es correcta, pero esta llamada solo acepta el otro tipo: un par de "
              + "appKey y appToken donde vino un token de usuario, o al revés.",
          "Envía el tipo de credencial que la llamada acepta. Un par puede canjearse por un "
              + "token de usuario.");

  private static final Page ROLE_MISSING =
      new Page(
          "No hay ningún rol vinculado",
          "esta clave o este usuario no tiene rol en la cuenta; vincula uno que conceda "
              + "{needed} en Configuración de la cuenta",
          "La credencial es correcta, pero no hay ningún rol vinculado a ella en esta cuenta. "
              + "Una clave nace sin rol, para que no pueda nada hasta que alguien diga qué.",
          "Vincula un rol a la clave en Configuración de la cuenta > Claves de API, o al "
              + "usuario en Configuración de la cuenta > Usuarios. Elige el rol que conceda lo "
              + "mínimo necesario.");

  private static final Page RESOURCE_MISSING =
      new Page(
          "A los roles les falta un recurso",
          "los roles de esta clave o de este usuario no conceden {needed}; vincula uno que lo "
              + "conceda en Configuración de la cuenta",
          "La credencial es correcta y tiene roles en esta cuenta, pero ninguno de ellos "
              + "concede el recurso que esta llamada necesita.",
          "Vincula un rol que conceda el recurso, o agrega el recurso a un rol personalizado "
              + "que ya esté vinculado. Mira quién más tiene ese rol antes de cambiarlo.");

  private static final Page SPONSOR_REQUIRED =
      new Page(
          "Solo el Sponsor puede hacer esto",
          "solo el Sponsor de la cuenta puede hacer esto; pídeselo, o pide que se delegue la "
              + "creación de claves",
          "En esta cuenta solo el usuario Sponsor puede crear claves. Es lo predeterminado en "
              + "toda cuenta.",
          "Pide al Sponsor que cree la clave, o que delegue la creación de claves a todos los "
              + "que pueden editar claves de API.");

  private static final Page RATE_LIMITED =
      new Page(
          "Demasiadas solicitudes",
          "la clave agotó su cuota de solicitudes; espera lo que indica `Retry-After`",
          "La clave puede hacer cierto número de solicitudes en un tiempo dado, y ya las hizo.",
          "Espera lo que indica el encabezado `Retry-After` y reparte mejor las solicitudes.");

  private static final Page VERIFIER_STALE =
      new Page(
          "Este verificador está desactualizado",
          "lo que este verificador sabe, la revisión {revision} de {at}, es demasiado antiguo "
              + "para decidir; intenta de nuevo, o "
              + "avisa al operador del servidor",
          "El verificador no recibe cambios desde hace más tiempo del que puede, o la petición "
              + "exigió una revisión que aún no llegó aquí, y podría dejar pasar lo que se prohibió "
              + "desde entonces. Por eso rechaza; la credencial no fue juzgada.",
          "Intenta de nuevo un poco más tarde. El operador tiene que restablecer la conexión "
              + "entre este verificador y su plano de control.");

  private static final Page VERIFIER_NOT_READY =
      new Page(
          "Este verificador aún no está listo",
          "este verificador aún no cargó sus claves; intenta de nuevo en un momento",
          "El verificador acaba de iniciar y aún no cargó sus claves. No distingue lo correcto "
              + "de lo incorrecto, por eso no deja pasar nada. La credencial no fue juzgada.",
          "Intenta de nuevo en un momento. Si persiste, el operador tiene que averiguar por "
              + "qué el verificador no recibe claves.");

  private static final Page VERIFIER_BUSY =
      new Page(
          "Este verificador está ocupado",
          "no se pudo comprobar el par a tiempo; intenta de nuevo después de `Retry-After`",
          "La clave vino de otro sistema, que guardaba un hash lento de su token. En su primer "
              + "uso aquí el token se comprueba con ese hash, y ya hay demasiadas comprobaciones en espera, o "
              + "llegaron de allí demasiados tokens equivocados. La credencial no fue juzgada.",
          "Intenta de nuevo después de los segundos que indica el encabezado `Retry-After`. Tras "
              + "el primer uso la clave es tan rápida como cualquier otra.");

  private SpanishPages() {}

  static Page of(RefusalCode code) {
    return switch (code) {
      case ORIGINAL_REQUEST_MISSING -> ORIGINAL_REQUEST_MISSING;
      case FORWARDED_HEADERS_CONFLICT -> FORWARDED_HEADERS_CONFLICT;
      case PATH_AMBIGUOUS -> PATH_AMBIGUOUS;
      case CREDENTIALS_MISSING -> CREDENTIALS_MISSING;
      case APP_KEY_MISSING -> APP_KEY_MISSING;
      case APP_TOKEN_MISSING -> APP_TOKEN_MISSING;
      case CREDENTIALS_DUPLICATED -> CREDENTIALS_DUPLICATED;
      case CREDENTIALS_CONFLICT -> CREDENTIALS_CONFLICT;
      case CREDENTIALS_IN_WRONG_PLACE -> CREDENTIALS_IN_WRONG_PLACE;
      case APP_KEY_MALFORMED -> APP_KEY_MALFORMED;
      case APP_TOKEN_MALFORMED -> APP_TOKEN_MALFORMED;
      case CREDENTIALS_SWAPPED -> CREDENTIALS_SWAPPED;
      case CHECKSUM_MISMATCH -> CHECKSUM_MISMATCH;
      case PAIR_UNKNOWN -> PAIR_UNKNOWN;
      case USER_TOKEN_INVALID -> USER_TOKEN_INVALID;
      case KEY_INACTIVE -> KEY_INACTIVE;
      case KEY_EXPIRED -> KEY_EXPIRED;
      case KEY_QUARANTINED -> KEY_QUARANTINED;
      case ACCOUNT_INACTIVE -> ACCOUNT_INACTIVE;
      case USER_TOKEN_EXPIRED -> USER_TOKEN_EXPIRED;
      case USER_TOKEN_REVOKED -> USER_TOKEN_REVOKED;
      case ACCESS_TOKEN_INVALID -> ACCESS_TOKEN_INVALID;
      case ACCESS_TOKEN_EXPIRED -> ACCESS_TOKEN_EXPIRED;
      case ACCESS_TOKEN_REVOKED -> ACCESS_TOKEN_REVOKED;
      case SCOPE_TOO_NARROW -> SCOPE_TOO_NARROW;
      case ACCOUNT_MISMATCH -> ACCOUNT_MISMATCH;
      case HOST_NOT_OF_ACCOUNT -> HOST_NOT_OF_ACCOUNT;
      case ADDRESS_NOT_ALLOWED -> ADDRESS_NOT_ALLOWED;
      case OPERATION_UNKNOWN -> OPERATION_UNKNOWN;
      case CREDENTIAL_KIND_NOT_ACCEPTED -> CREDENTIAL_KIND_NOT_ACCEPTED;
      case ROLE_MISSING -> ROLE_MISSING;
      case RESOURCE_MISSING -> RESOURCE_MISSING;
      case SPONSOR_REQUIRED -> SPONSOR_REQUIRED;
      case RATE_LIMITED -> RATE_LIMITED;
      case VERIFIER_STALE -> VERIFIER_STALE;
      case VERIFIER_NOT_READY -> VERIFIER_NOT_READY;
      case VERIFIER_BUSY -> VERIFIER_BUSY;
    };
  }
}
