package io.counterfoil.server.link;

import io.counterfoil.core.explain.Language;
import io.counterfoil.core.key.SingleAccessLink.How;
import org.jspecify.annotations.Nullable;

/// The texts of the pages that open links, in one language.
///
/// @param waits what the first page says
/// @param code what the field for the code is called
/// @param asks what is said where the link asks for a passphrase
/// @param wrong what is said of a wrong passphrase; `%d` tries are left
/// @param keep what is said beside the token
/// @param unknown what is said where there is no link of the code
/// @param tell what to do about a link that somebody else may have opened
record LinkWords(
    String title,
    String waits,
    String code,
    String passphrase,
    String show,
    String asks,
    String wrong,
    String done,
    String keep,
    String unknown,
    String opened,
    String expired,
    String cancelled,
    String locked,
    String tell) {

  private static final LinkWords ENGLISH =
      new LinkWords(
          "A token is waiting for you",
          "It is shown once, and never again. Open it when you are ready to store it, in a"
              + " password manager or where your program keeps its secrets.",
          "Code: what follows # in the link",
          "Passphrase",
          "Show the token",
          "This link asks for a passphrase. Whoever sent it knows it.",
          "That is not the passphrase. Tries left: %d.",
          "Here is the token",
          "Store it now: this page cannot show it again, and nobody else can either.",
          "There is no such link. Copy the whole address, with all that follows #.",
          "This link was opened before, at %s.",
          "The 24 hours of this link have passed. Ask for another one.",
          "This link was taken back. Ask for another one.",
          "This link was locked by wrong passphrases. Ask for another one.",
          "If it was not you, tell whoever sent it at once: the token has to be renewed.");

  private static final LinkWords PORTUGUESE =
      new LinkWords(
          "Um token espera por você",
          "Ele é mostrado uma única vez. Abra quando puder guardá-lo, em um gerenciador de senhas"
              + " ou onde o seu programa guarda os segredos.",
          "Código: o que vem depois de # no link",
          "Frase secreta",
          "Mostrar o token",
          "Este link pede uma frase secreta. Quem o enviou a conhece.",
          "Esta não é a frase secreta. Tentativas restantes: %d.",
          "Aqui está o token",
          "Guarde-o agora: esta página não pode mostrá-lo outra vez, e ninguém mais pode.",
          "Não existe um link assim. Copie o endereço inteiro, com tudo o que vem depois de #.",
          "Este link já foi aberto, em %s.",
          "As 24 horas deste link passaram. Peça outro.",
          "Este link foi cancelado. Peça outro.",
          "Este link foi bloqueado por frases secretas erradas. Peça outro.",
          "Se não foi você, avise já quem o enviou: o token precisa ser renovado.");

  private static final LinkWords SPANISH =
      new LinkWords(
          "Un token te espera",
          "Se muestra una sola vez. Ábrelo cuando puedas guardarlo, en un gestor de contraseñas o"
              + " donde tu programa guarda sus secretos.",
          "Código: lo que sigue a # en el enlace",
          "Frase secreta",
          "Mostrar el token",
          "Este enlace pide una frase secreta. Quien lo envió la conoce.",
          "Esa no es la frase secreta. Intentos restantes: %d.",
          "Aquí está el token",
          "Guárdalo ahora: esta página no puede mostrarlo otra vez, y nadie más puede.",
          "No existe tal enlace. Copia la dirección entera, con todo lo que sigue a #.",
          "Este enlace ya se abrió, el %s.",
          "Han pasado las 24 horas de este enlace. Pide otro.",
          "Este enlace fue retirado. Pide otro.",
          "Este enlace quedó bloqueado por frases secretas erróneas. Pide otro.",
          "Si no fuiste tú, avisa enseguida a quien lo envió: hay que renovar el token.");

  static LinkWords in(Language language) {
    return switch (language) {
      case ENGLISH -> ENGLISH;
      case PORTUGUESE -> PORTUGUESE;
      case SPANISH -> SPANISH;
    };
  }

  /// What is said of a link that has ended.
  ///
  /// @param at when; null where that is not known
  String ended(How how, @Nullable String at) {
    return switch (how) {
      case OPENED -> opened.formatted(at);
      case EXPIRED -> expired;
      case CANCELLED -> cancelled;
      case LOCKED -> locked;
    };
  }
}
