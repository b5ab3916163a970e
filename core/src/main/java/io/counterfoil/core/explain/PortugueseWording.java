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
    return refusal instanceof Refusal.PairUnknown
        ? "nenhum par ativo de appKey e appToken corresponde ao que foi enviado; as evidências dizem"
            + " o que não confere"
        : null;
  }

  private static String revocation(Revocation because) {
    return switch (because) {
      case KEY_INACTIVE -> "a sua chave está desativada";
      case KEY_EXPIRED -> "a sua chave expirou";
      case KEY_GONE -> "a sua chave foi excluída";
      case USER_GONE -> "o seu usuário foi removido";
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
      case Evidence.KeyDeleted(var key, var at) ->
          "a chave " + quoted(key) + " foi excluída em " + moment(at);
      case Evidence.TokenWrong(var key) ->
          "a chave " + quoted(key) + " existe, e o token não é dela";
      case Evidence.TokenMatchesIf(var key, var alteration, var position) ->
          "o token seria o de "
              + quoted(key)
              + " "
              + alteration(alteration)
              + (position > 0 ? " (a partir do caractere " + position + ")" : "");
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

  private static String alteration(Alteration alteration) {
    return switch (alteration) {
      case LETTER_CASE_IGNORED -> "se maiúsculas e minúsculas não contassem; elas contam";
      case BLANKS_REMOVED -> "sem os espaços que há nele";
      case QUOTES_REMOVED -> "sem as aspas em volta";
      case PERCENT_DECODED -> "se os sinais de porcentagem fossem decodificados";
      case SCHEME_REMOVED -> "sem a palavra que vem antes";
      case INVISIBLE_REMOVED -> "sem os caracteres invisíveis que há nele";
      case LOOKALIKES_REPLACED -> "se as letras parecidas fossem as de ASCII";
    };
  }

  @Override
  public String sentence(Fix fix) {
    return switch (fix) {
      case Fix.LinkRole(var role, var excess) when excess.isEmpty() ->
          "vincule o perfil de acesso "
              + quoted(role.name())
              + ", que não concede nada além do necessário";
      case Fix.LinkRole(var role, var excess) ->
          "vincule o perfil de acesso "
              + quoted(role.name())
              + ", que concede "
              + excess.size()
              + (excess.size() == 1 ? " recurso" : " recursos")
              + " além do necessário";
      case Fix.CreateRole(var resources) ->
          "crie um perfil de acesso que conceda só " + list(resources, and()) + " e vincule-o";
      case Fix.WidenRole(var role, var resource, var alsoGains) ->
          "acrescente "
              + quoted(resource)
              + " ao perfil de acesso "
              + quoted(role.name())
              + ", que já está vinculado; "
              + others(alsoGains);
      case Fix.ActivateKey(var key) ->
          "ative a chave " + quoted(key) + " em Configurações da conta > Chaves de API";
      case Fix.ActivateAccount(var account) ->
          "peça ao Sponsor ou ao operador que ative a conta " + quoted(account);
      case Fix.AddExternalKey(var key, var account) ->
          "peça ao Sponsor de "
              + quoted(account)
              + " que adicione "
              + quoted(key)
              + " lá como chave externa";
      case Fix.Advice _ -> "faça o que diz a página do código desta recusa";
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
