package io.counterfoil.server.mail;

import io.counterfoil.core.outbox.MailKind;

/// Mails in English.
final class EnglishLetters {
  private EnglishLetters() {}

  static Wording of(MailKind kind) {
    return switch (kind) {
      case INVITATION ->
          new Wording(
              "You are invited to {account}",
              "{by} invites you to manage the account {account}. Choose a password to begin.",
              "Accept the invitation",
              "The link works once, and for a limited time. If you did not expect it, do nothing.");
      case ACCESS_KEY ->
          new Wording(
              "Your access key",
              "Enter this access key where you are signing in:",
              null,
              "It works once and for a few minutes. Nobody will ever ask you for it. If you are not"
                  + " signing in, somebody else knows your password: change it.");
      case PASSWORD_RESET ->
          new Wording(
              "Choose another password",
              "Somebody, probably you, asked to choose another password for this address.",
              "Choose a password",
              "The link works once, and for a limited time. If it was not you, do nothing: your"
                  + " password stays as it is.");
      case SPONSOR_INVITATION ->
          new Wording(
              "Become the Sponsor of {account}",
              "{by} asks you to become the Sponsor of the account {account}: the one person who may"
                  + " do everything there.",
              "Read the terms and decide",
              "The invitation is valid for 72 hours. If you do nothing, nothing changes.");
      case SPONSOR_CHANGED ->
          new Wording(
              "You are no longer the Sponsor of {account}",
              "{to} is the Sponsor of the account {account} now, by {by}. {reason}",
              null,
              "What you may still do there is what your roles say. If that surprises you,"
                  + " ask whoever runs the deployment at once; the audit log says who did it.");
      case RENEWAL_DIGEST ->
          new Wording(
              "Tokens of {account} are due for renewal",
              "The tokens of these keys of {account} are older than the account's renewal period."
                  + " They go on working; renew them without an outage when it suits you.",
              "Open the keys",
              "You get this mail because you administer the account, at most once a week.");
    };
  }
}
