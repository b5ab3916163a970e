package io.counterfoil.server.admin;

import io.counterfoil.core.explain.Language;
import io.counterfoil.core.outbox.EventType;
import io.counterfoil.server.control.UsageDesk;
import java.util.Map;

/// What alarms say, in the languages that people are spoken to in.
record AlarmWords(Language language) {
  /// What happened and what to do, in two clauses.
  String sentence(EventType alarm, Map<String, String> details) {
    String network = details.getOrDefault("network", "");
    String from = network.isEmpty() ? "" : said(" from ", " de ", " desde ") + network;
    return switch (UsageDesk.kind(alarm)) {
      case "transcribed_copy" -> transcribed(from);
      case "retired_token_used" -> retired(from);
      case "refusal_storm" ->
          storm(details.getOrDefault("count", ""), details.getOrDefault("usual", "0"));
      default -> used(from);
    };
  }

  private String transcribed(String from) {
    return said(
        "somebody"
            + from
            + " holds a copy of this key's token that differs in case, blanks or the like;"
            + " if that is not you, renew the token",
        "alguém"
            + from
            + " tem uma cópia do token desta chave que difere em maiúsculas, espaços ou algo"
            + " assim; se não for você, renove o token",
        "alguien"
            + from
            + " tiene una copia del token de esta clave que difiere en mayúsculas, espacios o"
            + " algo así; si no eres tú, renueva el token");
  }

  private String retired(String from) {
    return said(
        "a token that was renewed is still tried" + from + "; give whoever calls there the new one",
        "um token que foi renovado ainda é tentado" + from + "; dê o novo a quem chama de lá",
        "un token que fue renovado todavía se intenta"
            + from
            + "; dale el nuevo a quien llama desde allí");
  }

  private String storm(String count, String usual) {
    return said(
        count
            + " requests were refused within the hour, where "
            + usual
            + " are usual; look at what is refused",
        count
            + " requisições foram recusadas na última hora, quando o normal são "
            + usual
            + "; veja o que é recusado",
        count
            + " solicitudes fueron rechazadas en la última hora, cuando lo normal son "
            + usual
            + "; mira qué se rechaza");
  }

  private String used(String from) {
    return said(
        "the key was used"
            + from
            + ", where it was never used before; if that is not you, bind it to addresses or renew"
            + " the token",
        "a chave foi usada"
            + from
            + ", onde nunca foi usada antes; se não for você, limite-a a endereços ou renove o"
            + " token",
        "la clave se usó"
            + from
            + ", donde nunca se había usado; si no eres tú, limítala a direcciones o renueva el"
            + " token");
  }

  private String said(String english, String portuguese, String spanish) {
    return switch (language) {
      case ENGLISH -> english;
      case PORTUGUESE -> portuguese;
      case SPANISH -> spanish;
    };
  }
}
