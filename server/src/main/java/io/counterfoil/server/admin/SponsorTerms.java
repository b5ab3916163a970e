package io.counterfoil.server.admin;

import io.counterfoil.core.explain.Language;

/// What both sides accept when the Sponsor of an account changes.
final class SponsorTerms {
  private SponsorTerms() {}

  static String in(Language language) {
    return switch (language) {
      case ENGLISH ->
          """
          The Sponsor may do everything in the account, decides who creates keys, and is the only \
          person who can hand this on. There is exactly one. When the invitation is accepted, the \
          Sponsor before keeps the roles linked to them and nothing else. That cannot be taken back: \
          only the new Sponsor can hand it on again. Everything of this stands in the audit log, \
          with date and person.\
          """;
      case PORTUGUESE ->
          """
          O Sponsor pode fazer tudo na conta, decide quem cria chaves e é a única pessoa que pode \
          transferir esse papel. Há exatamente um. Quando o convite é aceito, o Sponsor anterior fica \
          apenas com os perfis de acesso vinculados a ele. Isso não pode ser desfeito: só o novo \
          Sponsor pode transferi-lo de novo. Tudo fica no registro de auditoria, com data e pessoa.\
          """;
      case SPANISH ->
          """
          El Sponsor puede hacerlo todo en la cuenta, decide quién crea claves y es la única persona \
          que puede transferir este papel. Hay exactamente uno. Cuando se acepta la invitación, el \
          Sponsor anterior conserva solo los roles vinculados a él. Eso no se puede deshacer: solo el \
          nuevo Sponsor puede transferirlo otra vez. Todo queda en el registro de auditoría, con \
          fecha y persona.\
          """;
    };
  }
}
