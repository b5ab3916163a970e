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

/// Portuguese, in the words of Brazil.
final class PortugueseWording extends Wording {
  static final Wording INSTANCE = new PortugueseWording();

  @Override
  Page page(RefusalCode code) {
    return PortuguesePages.of(code);
  }

  @Override
  @Nullable String moreThanTold(Refusal refusal) {
    if (refusal instanceof Refusal.CredentialKindNotAccepted(var operation, var presented)) {
      return quoted(operation) + " não aceita " + kind(presented);
    }
    if (refusal instanceof Refusal.UserTokenRevoked(var because)) {
      return "o token de usuário foi revogado antes do tempo: " + revocation(because);
    }
    if (refusal instanceof Refusal.AccessTokenRevoked(var because)) {
      return "o token de acesso foi revogado antes do tempo: " + withdrawal(because);
    }
    return refusal instanceof Refusal.PairUnknown
        ? "nenhum par ativo de appKey e appToken corresponde ao que foi enviado; as evidências dizem"
            + " o que não confere"
        : null;
  }

  private static String withdrawal(Withdrawal because) {
    return switch (because) {
      case TOKEN_RETIRED -> "o token da chave para o qual foi emitido foi substituído";
      case KEY_GONE -> "a sua chave foi excluída";
      case REVOKED -> "alguém o revogou";
    };
  }

  private static String revocation(Revocation because) {
    return switch (because) {
      case KEY_INACTIVE -> "a sua chave está desativada";
      case KEY_EXPIRED -> "a sua chave expirou";
      case KEY_GONE -> "a sua chave foi excluída";
      case USER_GONE -> "o seu usuário foi removido";
      case SIGNED_OUT -> "tudo em que o seu usuário havia entrado antes foi encerrado";
    };
  }

  @Override
  public String hint(Hint hint) {
    return switch (hint) {
      case INNER_SPACE -> "há um espaço nele";
      case INVISIBLE_CHARACTER -> "há nele um caractere invisível";
      case LOOKALIKE_CHARACTER -> "há nele uma letra que não é ASCII e pode parecer uma";
      case QUOTED -> "há aspas em volta dele ou nele";
      case PERCENT_ENCODED -> "está codificado com sinais de porcentagem";
      case SCHEME_PREFIX -> "uma palavra como `Bearer` vem antes dele";
      case PLACEHOLDER -> "é um texto de exemplo ou o nome de uma variável, não um valor";
      case TRUNCATED -> "falta o seu final";
      case TOO_LONG -> "é longo demais";
      case CONTROL_CHARACTER -> "há nele um caractere de controle, como uma quebra de linha";
      case USER_TOKEN_IN_ITS_PLACE -> "é um token de usuário, que tem o seu próprio cabeçalho";
    };
  }

  @Override
  public String sentence(Evidence evidence) {
    return switch (evidence) {
      case Evidence.Seen(var hint) -> "o próprio valor o mostra: " + hint(hint);
      case Evidence.KeyUnknown _ -> "nunca houve uma chave com esse nome";
      case Evidence.KeyDiffersByCase(var actual) ->
          "nenhuma chave tem esse nome, mas "
              + quoted(actual)
              + " só difere dele em maiúsculas e minúsculas";
      case Evidence.KeyDeleted(_, var key, var at, _) ->
          "a chave " + quoted(key) + " foi excluída em " + moment(at);
      case Evidence.TokenWrong(var key) ->
          "a chave " + quoted(key) + " existe, e o token não é dela";
      case Evidence.TokenMatchesIf(var key, var alteration, var position, var count) ->
          "o token é o de " + quoted(key) + " se " + alteration(alteration, position, count);
      case Evidence.TokenRetired(var key, var at, var by, var since) ->
          "o token foi o de "
              + quoted(key)
              + " até que "
              + quoted(by)
              + " concluiu uma renovação em "
              + moment(at)
              + "; o seu sucessor existe desde "
              + moment(since);
      case Evidence.TokenOfOtherKey(var other, var label) ->
          "o token pertence a outra chave da conta: "
              + quoted(other)
              + ", com o rótulo "
              + quoted(label);
      case Evidence.PairSwapped(var key) ->
          "os valores são o par de " + quoted(key) + ", cada um no lugar do outro";
    };
  }

  private static String alteration(Alteration alteration, int position, int count) {
    return switch (alteration) {
      case LETTER_CASE_IGNORED -> "maiúsculas e minúsculas não contarem; elas contam";
      case BLANKS_REMOVED ->
          count == 1
              ? "o espaço na posição " + position + " for removido"
              : "os " + count + " espaços a partir da posição " + position + " forem removidos";
      case QUOTES_REMOVED -> "as aspas forem removidas, a primeira na posição " + position;
      case PERCENT_DECODED ->
          "os sinais de porcentagem forem decodificados a partir da posição " + position;
      case SCHEME_REMOVED -> "a palavra que vem antes for removida";
      case INVISIBLE_REMOVED ->
          count == 1
              ? "o caractere invisível na posição " + position + " for removido"
              : "os "
                  + count
                  + " caracteres invisíveis a partir da posição "
                  + position
                  + " forem removidos";
      case LOOKALIKES_REPLACED ->
          "cada letra parecida virar a de ASCII, a primeira na posição " + position;
    };
  }

  @Override
  public String sentence(Fix fix) {
    return switch (fix) {
      case Fix.LinkRoles(_, var roles, var excess, _) ->
          (roles.size() == 1 ? "vincule o perfil de acesso " : "vincule os perfis de acesso ")
              + names(roles, and())
              + (excess.isEmpty()
                  ? ", nada além do necessário"
                  : ", "
                      + excess.size()
                      + (excess.size() == 1 ? " recurso" : " recursos")
                      + " além do necessário");
      case Fix.CreateRole(_, var resources) ->
          "crie um perfil de acesso que conceda só " + list(resources, and()) + " e vincule-o";
      case Fix.WidenRole(_, var role, var resources, var alsoGain) ->
          "acrescente "
              + list(resources, and())
              + " ao perfil de acesso "
              + quoted(role.name())
              + ", que já está vinculado; "
              + others(alsoGain.size());
      case Fix.ActivateKey(_, var key) ->
          "ative a chave " + quoted(key) + " em Configurações da conta > Chaves de API";
      case Fix.RestoreKey(_, var key) -> "desfaça a exclusão da chave " + quoted(key);
      case Fix.ExtendKey(_, var key, var until) ->
          "permita que a chave " + quoted(key) + " seja usada até " + moment(until);
      case Fix.AllowAddress(_, var key, var address) ->
          "permita que a chave "
              + quoted(key)
              + " seja usada também a partir de "
              + quoted(address);
      case Fix.RenewToken(_, var key) ->
          "se não restar uma cópia exata do token, emita outro de "
              + quoted(key)
              + "; o antigo continua valendo até que a renovação seja concluída";
      case Fix.ReplaceToken(_, var key) ->
          "substitua o token de "
              + quoted(key)
              + ", cujo antigo deixa de valer na hora, e libere a chave";
      case Fix.ActivateAccount(var account) ->
          "peça ao operador que ative a conta " + quoted(account);
      case Fix.AddHost(var account, var host) ->
          "acrescente " + quoted(host) + " aos hosts da conta " + quoted(account);
      case Fix.AddExternalKey(var key, var account) ->
          "adicione " + quoted(key) + " à conta " + quoted(account) + " como chave externa";
      case Fix.Advice(var code) -> repair(code);
    };
  }

  private static String others(int count) {
    return switch (count) {
      case 0 -> "ninguém mais o tem";
      case 1 -> "1 outro titular também o ganha";
      default -> count + " outros titulares também o ganham";
    };
  }

  @Override
  public String wouldPass(WouldPass wouldPass) {
    return switch (wouldPass) {
      case YES -> "a mesma requisição passaria agora";
      case NO -> "a mesma requisição ainda seria recusada";
      case WITH_THE_RIGHT_TOKEN -> "a requisição passaria agora com o token certo";
      case UNKNOWN -> "guardou-se muito pouco da requisição para dizer se passaria agora";
    };
  }

  @Override
  public String stage(Stage stage) {
    return switch (stage) {
      case EDGE -> "A requisição é clara";
      case PRESENTED -> "Uma credencial foi enviada";
      case WELL_FORMED -> "Os valores podem estar certos";
      case KNOWN -> "A credencial existe";
      case USABLE -> "Ela está em uso";
      case PLACE -> "Ela é para esta conta";
      case OPERATION -> "A chamada é conhecida";
      case ALLOWED -> "Os perfis de acesso bastam";
      case LIMITS -> "O limite é respeitado";
      case SYSTEM -> "O servidor está pronto";
    };
  }

  @Override
  String expectation(Stage stage) {
    return switch (stage) {
      case EDGE -> "um método e um caminho que todos leem do mesmo modo";
      case PRESENTED ->
          "uma credencial: `X-VTEX-API-AppKey` com `X-VTEX-API-AppToken`, ou um token de usuário";
      case WELL_FORMED -> "valores exatamente como foram emitidos";
      case KNOWN -> "um appKey e um appToken que pertencem um ao outro";
      case USABLE -> "uma chave ativa e que não expirou, de uma conta ativa";
      case PLACE ->
          "a própria conta da chave ou uma que a adicionou, um host dela, um endereço permitido";
      case OPERATION -> "uma chamada do catálogo que aceita este tipo de credencial";
      case ALLOWED -> "um perfil de acesso que conceda o que a chamada exige";
      case LIMITS -> "não mais chamadas do que o limite da chave permite";
      case SYSTEM -> "um verificador que já carregou as suas chaves";
    };
  }

  @Override
  String expectationOf(String resources) {
    return "um perfil de acesso que conceda " + resources;
  }

  @Override
  public String observation(Observation seen) {
    return switch (seen) {
      case Observation.Call(var method, var path) -> quoted(method + " " + path);
      case Observation.Credential(var kind) -> kind(kind);
      case Observation.Values _ -> "nada que não possa estar certo";
      case Observation.Key(var name, var label) ->
          "a chave " + quoted(name) + (label == null ? "" : ", com o rótulo " + quoted(label));
      case Observation.Person(var email) -> "o usuário " + quoted(email);
      case Observation.Usable(var until) ->
          until == null ? "ativa, sem data de expiração" : "ativa, até " + moment(until);
      case Observation.Place(var account) -> "a conta " + quoted(account);
      case Observation.Matched(var operation) -> quoted(operation) + " (" + operation.name() + ")";
      case Observation.Roles(var names, var needed) when names.isEmpty() ->
          "vários perfis de acesso que juntos concedem " + needed(needed, this);
      case Observation.Roles(var names, var needed) ->
          "os perfis de acesso " + texts(names, and()) + ", que concedem " + needed(needed, this);
      case Observation.Rate(var rate) ->
          rate == null ? "não há limite" : rate.requests() + " em " + rate.seconds() + " s";
    };
  }

  @Override
  public String untold() {
    return "enviou-se ou guardou-se muito pouco para dizer";
  }

  @Override
  public String successorUsed(Instant at, @Nullable String from) {
    return "o seu sucessor foi usado por último em "
        + moment(at)
        + (from == null ? "" : " a partir de " + quoted(from));
  }

  @Override
  String kind(CredentialKind kind) {
    return switch (kind) {
      case PAIR -> "um par de appKey e appToken";
      case USER_TOKEN -> "um token de usuário";
    };
  }

  @Override
  String or() {
    return "ou";
  }

  @Override
  String and() {
    return "e";
  }

  @Override
  String anyResource() {
    return "qualquer recurso";
  }
}
