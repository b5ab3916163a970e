package io.counterfoil.server.mail;

import io.counterfoil.core.outbox.MailKind;

/// Mails in Portuguese.
final class PortugueseLetters {
  private PortugueseLetters() {}

  static Wording of(MailKind kind) {
    return switch (kind) {
      case INVITATION ->
          new Wording(
              "Você foi convidado para {account}",
              "{by} convida você para administrar a conta {account}. Escolha uma senha para começar.",
              "Aceitar o convite",
              "O link funciona uma única vez e por tempo limitado. Se você não o esperava, não faça"
                  + " nada.");
      case ACCESS_KEY ->
          new Wording(
              "Sua chave de acesso",
              "Digite esta chave de acesso onde você está entrando:",
              null,
              "Ela funciona uma única vez e por alguns minutos. Ninguém jamais vai pedi-la a você. Se"
                  + " você não está entrando, outra pessoa conhece a sua senha: troque-a.");
      case PASSWORD_RESET ->
          new Wording(
              "Escolha outra senha",
              "Alguém, provavelmente você, pediu para escolher outra senha para este endereço.",
              "Escolher uma senha",
              "O link funciona uma única vez e por tempo limitado. Se não foi você, não faça nada: a"
                  + " sua senha continua a mesma.");
      case SPONSOR_INVITATION ->
          new Wording(
              "Torne-se o Sponsor de {account}",
              "{by} pede que você se torne o Sponsor da conta {account}: a única pessoa que pode fazer"
                  + " tudo nela.",
              "Ler os termos e decidir",
              "O convite vale por 72 horas. Se você não fizer nada, nada muda.");
      case SPONSOR_CHANGED ->
          new Wording(
              "Você não é mais o Sponsor de {account}",
              "{to} é agora o Sponsor da conta {account}, por {by}. {reason}",
              null,
              "O que você ainda pode fazer nela é o que os seus perfis de acesso dizem."
                  + " Se isso surpreende você, fale logo com quem opera o servidor; o registro de auditoria diz quem o fez.");
      case RENEWAL_DIGEST ->
          new Wording(
              "Há tokens de {account} a renovar",
              "Os tokens destas chaves de {account} passaram do período de renovação da conta. Eles"
                  + " continuam funcionando; renove-os sem interrupção quando for conveniente.",
              "Abrir as chaves",
              "Você recebe este e-mail porque administra a conta, no máximo uma vez por semana.");
    };
  }
}
