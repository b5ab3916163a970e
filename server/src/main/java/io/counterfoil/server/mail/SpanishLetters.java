package io.counterfoil.server.mail;

import io.counterfoil.core.outbox.MailKind;

/// Mails in Spanish.
final class SpanishLetters {
  private SpanishLetters() {}

  static Wording of(MailKind kind) {
    return switch (kind) {
      case INVITATION ->
          new Wording(
              "Te invitan a {account}",
              "{by} te invita a administrar la cuenta {account}. Elige una contraseña para empezar.",
              "Aceptar la invitación",
              "El enlace funciona una sola vez y por tiempo limitado. Si no lo esperabas, no hagas"
                  + " nada.");
      case ACCESS_KEY ->
          new Wording(
              "Tu clave de acceso",
              "Escribe esta clave de acceso donde estás iniciando sesión:",
              null,
              "Funciona una sola vez y durante unos minutos. Nadie te la pedirá jamás. Si no estás"
                  + " iniciando sesión, otra persona conoce tu contraseña: cámbiala.");
      case PASSWORD_RESET ->
          new Wording(
              "Elige otra contraseña",
              "Alguien, probablemente tú, pidió elegir otra contraseña para esta dirección.",
              "Elegir una contraseña",
              "El enlace funciona una sola vez y por tiempo limitado. Si no fuiste tú, no hagas nada:"
                  + " tu contraseña sigue como está.");
      case SPONSOR_INVITATION ->
          new Wording(
              "Conviértete en el Sponsor de {account}",
              "{by} te pide que seas el Sponsor de la cuenta {account}: la única persona que puede"
                  + " hacerlo todo en ella.",
              "Leer las condiciones y decidir",
              "La invitación vale 72 horas. Si no haces nada, nada cambia.");
      case SPONSOR_CHANGED ->
          new Wording(
              "Ya no eres el Sponsor de {account}",
              "{to} es ahora el Sponsor de la cuenta {account}, por {by}. {reason}",
              null,
              "Lo que aún puedes hacer en ella es lo que dicen tus roles. Si te sorprende,"
                  + " habla cuanto antes con quien opera el servidor; el registro de auditoría dice quién lo hizo.");
      case RENEWAL_DIGEST ->
          new Wording(
              "Hay tokens de {account} por renovar",
              "Los tokens de estas claves de {account} superaron el período de renovación de la"
                  + " cuenta. Siguen funcionando; renuévalos sin interrupción cuando te convenga.",
              "Abrir las claves",
              "Recibes este correo porque administras la cuenta, a lo sumo una vez por semana.");
    };
  }
}
