package io.counterfoil.core.explain;

import io.counterfoil.core.decision.RefusalCode;

/// What is said of each code in Portuguese, in the words of Brazil.
final class PortuguesePages {
  private static final Page ORIGINAL_REQUEST_MISSING =
      new Page(
          "O proxy não disse qual requisição é",
          "o proxy não disse qual requisição é: falta {header}; faça com que ele envie o "
              + "método e a URI originais",
          "O proxy perguntou se uma requisição pode passar, mas não disse qual. Nada se decide "
              + "sobre uma requisição que ninguém nomeia, por isso ela foi recusada.",
          "Faça com que o proxy envie o método e a URI originais em cada consulta. As "
              + "configurações que este servidor gera fazem isso. Só quem cuida do proxy pode "
              + "corrigir; quem chama não pode.");

  private static final Page FORWARDED_HEADERS_CONFLICT =
      new Page(
          "Dois cabeçalhos falam de requisições diferentes",
          "os cabeçalhos não concordam sobre a requisição original: {what}; faça com que o "
              + "proxy sobrescreva o que os clientes enviam",
          "Dois cabeçalhos que descrevem a requisição original se contradizem. Um deles pode "
              + "ter vindo do cliente, por isso nenhum foi aceito.",
          "Faça com que o proxy remova ou sobrescreva todo cabeçalho de encaminhamento que um "
              + "cliente possa enviar e defina apenas os seus. Clientes: não enviem cabeçalhos como "
              + "X-Original-URI ou X-Forwarded-Host.");

  private static final Page PATH_AMBIGUOUS =
      new Page(
          "O caminho pode ser lido de duas maneiras",
          "o caminho pode ser lido de duas maneiras: {what}; envie-o na forma simples",
          "O caminho contém algo que um proxy e a API atrás dele podem ler de maneiras "
              + "diferentes, como um segmento de pontos, uma barra codificada ou duas barras "
              + "seguidas. Um caminho assim é recusado em vez de corrigido, porque verificar uma "
              + "leitura nada diz sobre a outra.",
          "Envie o caminho na forma simples: sem segmentos `.` ou `..`, sem barras dobradas, "
              + "sem barras ou pontos codificados, sem ponto e vírgula.");

  private static final Page CREDENTIALS_MISSING =
      new Page(
          "Nenhuma credencial foi enviada",
          "nenhuma credencial foi enviada; envie os cabeçalhos `X-VTEX-API-AppKey` e "
              + "`X-VTEX-API-AppToken`",
          "A requisição não trouxe appKey, nem appToken, nem token de usuário. Os nomes dos "
              + "cabeçalhos podem estar em maiúsculas ou minúsculas, mas um proxy no caminho pode "
              + "tê-los removido.",
          "Envie a appKey no cabeçalho `X-VTEX-API-AppKey` e o appToken no cabeçalho "
              + "`X-VTEX-API-AppToken`. Se você já os envia, procure um proxy no caminho que os "
              + "descarte e uma variável que esteja vazia.");

  private static final Page APP_KEY_MISSING =
      new Page(
          "Falta a appKey",
          "o appToken veio sem a sua appKey; envie `X-VTEX-API-AppKey` e `X-VTEX-API-AppToken`",
          "A requisição trouxe um appToken, mas nenhuma appKey, ou uma vazia. Um não vale nada "
              + "sem o outro.",
          "Envie a appKey que corresponde ao token no cabeçalho `X-VTEX-API-AppKey`. Verifique "
              + "se a variável que a guarda está definida onde a requisição é feita.");

  private static final Page APP_TOKEN_MISSING =
      new Page(
          "Falta o appToken",
          "a appKey veio sem o seu appToken; envie `X-VTEX-API-AppKey` e `X-VTEX-API-AppToken`",
          "A requisição trouxe uma appKey, mas nenhum appToken, ou um vazio. Um não vale nada "
              + "sem o outro.",
          "Envie o token da chave no cabeçalho `X-VTEX-API-AppToken`. Ele foi mostrado uma "
              + "única vez, quando foi criado; se ninguém o guardou, renove o token da chave ou crie "
              + "uma nova chave.");

  private static final Page CREDENTIALS_DUPLICATED =
      new Page(
          "Uma credencial veio mais de uma vez",
          "o cabeçalho {header} veio mais de uma vez; envie-o uma só vez",
          "Um cabeçalho que leva uma credencial veio mais de uma vez, ou com vários valores "
              + "unidos por vírgula. Os programas diferem sobre qual cópia vale, por isso nenhuma "
              + "foi lida.",
          "Envie cada cabeçalho uma só vez. As cópias costumam vir de uma biblioteca do "
              + "cliente e de um proxy que o acrescentam ao mesmo tempo.");

  private static final Page CREDENTIALS_CONFLICT =
      new Page(
          "Duas credenciais falam de titulares diferentes",
          "o par e o token de usuário falam de titulares diferentes; envie só um deles",
          "A requisição trouxe um par de appKey e appToken e também um token de usuário, e "
              + "eles pertencem a titulares diferentes. Não há como saber os perfis de acesso de "
              + "quem devem valer.",
          "Envie só um tipo de credencial. Se um navegador acrescenta o cookie "
              + "`VtexIdclientAutCookie`, deixe os cookies fora da chamada que leva o par.");

  private static final Page CREDENTIALS_IN_WRONG_PLACE =
      new Page(
          "A credencial está no lugar errado",
          "uma credencial veio em {place}, onde nenhuma é lida; envie-a em `X-VTEX-API-AppKey` "
              + "e `X-VTEX-API-AppToken`",
          "Algo parecido com uma credencial foi encontrado onde nenhuma é lida, como a query "
              + "string ou o cabeçalho `Authorization`. Endereços acabam em logs e históricos, por "
              + "isso um par é lido apenas dos seus dois cabeçalhos.",
          "Passe os valores para os cabeçalhos `X-VTEX-API-AppKey` e `X-VTEX-API-AppToken`. Se "
              + "eles estavam em um endereço, renove o token: ele pode ter sido gravado em logs.");

  private static final Page APP_KEY_MALFORMED =
      new Page(
          "A appKey não pode ser válida",
          "o valor enviado não pode ser uma appKey{hints}; envie-a exatamente como foi emitida",
          "O valor de `X-VTEX-API-AppKey` tem caracteres que nenhuma appKey tem, ou é longo "
              + "demais. Os valores são comparados exatamente como chegam; nada é cortado ou "
              + "corrigido.",
          "Copie a appKey de novo em Configurações da conta > Chaves de API, sem espaços nem "
              + "aspas, e mantenha maiúsculas e minúsculas. Verifique se não foi enviado um texto de "
              + "exemplo ou o nome de uma variável no lugar do valor.");

  private static final Page APP_TOKEN_MALFORMED =
      new Page(
          "O appToken não pode ser válido",
          "o valor enviado não pode ser um appToken{hints}; envie-o exatamente como foi emitido",
          "O valor de `X-VTEX-API-AppToken` tem caracteres que nenhum token tem, ou o tamanho "
              + "errado. Os valores são comparados exatamente como chegam; nada é cortado ou "
              + "corrigido.",
          "Copie o token de novo de onde está guardado, inteiro, sem espaços nem aspas, e "
              + "mantenha maiúsculas e minúsculas. Ele não pode ser mostrado outra vez: se não "
              + "restar uma cópia exata, renove o token da chave.");

  private static final Page CREDENTIALS_SWAPPED =
      new Page(
          "AppKey e appToken estão trocados",
          "a appKey e o appToken vieram cada um no cabeçalho do outro; troque-os",
          "O valor de `X-VTEX-API-AppKey` parece um token, e o de `X-VTEX-API-AppToken` parece "
              + "uma chave.",
          "Troque os dois valores. Como o token pode ter sido gravado em logs como se fosse "
              + "uma chave, considere renová-lo.");

  private static final Page CHECKSUM_MISMATCH =
      new Page(
          "O appToken está danificado",
          "o appToken está danificado: a soma de verificação não confere; copie-o de novo, "
              + "inteiro e exato",
          "O token tem a forma de um que foi emitido aqui, mas os seus seis últimos "
              + "caracteres, que são uma soma de verificação dos demais, não conferem. Algum "
              + "caractere foi alterado, perdido ou trocado com o vizinho.",
          "Copie o token de novo de onde está guardado; não o digite. Se a própria cópia está "
              + "danificada, renove o token da chave.");

  private static final Page PAIR_UNKNOWN =
      new Page(
          "Não existe esse par",
          "não existe esse par de appKey e appToken; confira os dois valores exatamente, "
              + "inclusive maiúsculas e minúsculas, ou mostre o id desta recusa a quem administra a "
              + "conta",
          "Nenhum par ativo de appKey e appToken corresponde ao que foi enviado. A resposta é "
              + "a mesma seja qual for o motivo, para que ninguém possa descobrir quais chaves "
              + "existem.",
          "Confira se os dois valores foram copiados inteiros, se pertencem um ao outro e se "
              + "são deste servidor. Pessoas da conta que podem ver as chaves de API podem procurar "
              + "esta recusa pelo id e ver o que não confere.");

  private static final Page USER_TOKEN_INVALID =
      new Page(
          "O token de usuário não foi emitido aqui",
          "o token de usuário não foi emitido aqui, ou foi alterado; entre de novo ou troque o "
              + "par por um token outra vez",
          "A assinatura do token de usuário não é deste servidor, ou o conteúdo foi alterado "
              + "no caminho.",
          "Obtenha um novo token: entre de novo, ou troque o par por um token outra vez. "
              + "Confira se o token é enviado inteiro e ao servidor que o emitiu.");

  private static final Page KEY_INACTIVE =
      new Page(
          "A chave está desativada",
          "a chave está desativada desde {since}; ative-a em Configurações da conta > Chaves "
              + "de API",
          "O par está certo, mas a chave foi desativada. Até que seja ativada de novo, toda "
              + "requisição com ela é recusada.",
          "Peça a alguém que possa editar chaves de API que a ative em Configurações da conta "
              + "> Chaves de API, depois de saber por que foi desativada.");

  private static final Page KEY_EXPIRED =
      new Page(
          "A chave expirou",
          "a chave expirou em {since}; crie uma nova em Configurações da conta > Chaves de API",
          "O par está certo, mas a chave foi criada para funcionar até certo momento, e esse "
              + "momento chegou.",
          "Crie uma nova chave, vincule a ela os mesmos perfis de acesso e coloque-a no lugar "
              + "da antiga.");

  private static final Page KEY_QUARANTINED =
      new Page(
          "A chave está em quarentena",
          "a chave está em quarentena desde {since}, porque pode estar em mãos erradas; renove o "
              + "seu token e libere-a",
          "O par está certo, mas foi encontrado onde outros podem lê-lo, ou alguém teve outro "
              + "motivo para desconfiar dele. Até que a chave seja liberada, toda requisição com ela "
              + "é recusada.",
          "Renove o token da chave, passe a usar o novo token, libere a chave e descubra como o "
              + "token antigo ficou exposto.");

  private static final Page ACCOUNT_INACTIVE =
      new Page(
          "A conta está desativada",
          "a conta {account} está desativada; o seu Sponsor ou o operador do servidor pode "
              + "ativá-la",
          "A credencial está certa, mas a conta está desativada. Toda chave e todo usuário "
              + "dela são recusados.",
          "Peça ao Sponsor da conta ou ao operador deste servidor que ative a conta de novo.");

  private static final Page USER_TOKEN_EXPIRED =
      new Page(
          "O token de usuário expirou",
          "o token de usuário expirou em {since}; entre de novo ou troque o par por um token "
              + "outra vez",
          "Tokens de usuário funcionam por tempo limitado, e o tempo deste acabou.",
          "Obtenha um novo token: entre de novo, ou troque o par por um token outra vez. "
              + "Programas devem fazê-lo antes que o antigo expire.");

  private static final Page USER_TOKEN_REVOKED =
      new Page(
          "O token de usuário foi revogado",
          "o token de usuário foi revogado antes do tempo; entre de novo ou use outra chave",
          "A chave ou o usuário por trás do token foi removido, desativado ou expirou, por "
              + "isso o token já não vale.",
          "Peça às pessoas da conta que restaurem a chave ou o usuário, ou use outra "
              + "credencial.");

  private static final Page ACCESS_TOKEN_INVALID =
      new Page(
          "O token de acesso não foi emitido aqui",
          "o token de acesso não foi emitido aqui, ou foi alterado; obtenha um novo em "
              + "/oauth2/token",
          "Um token de acesso diz qual chave o assinou. Nenhuma chave assim assina "
              + "aqui, ou a assinatura não confere com o que o token diz.",
          "Obtenha um novo token em /oauth2/token deste servidor e envie-o sem "
              + "alterações como `Authorization: Bearer`. Tokens de outro servidor, de um de "
              + "testes por exemplo, não funcionam aqui.");

  private static final Page ACCESS_TOKEN_EXPIRED =
      new Page(
          "O token de acesso expirou",
          "o token de acesso expirou em {since}; obtenha um novo em /oauth2/token",
          "Tokens de acesso funcionam por no máximo cinco minutos, e o tempo deste " + "acabou.",
          "Obtenha um novo token em /oauth2/token. Programas devem fazê-lo antes que o "
              + "antigo expire: `expires_in` diz em quantos segundos.");

  private static final Page ACCESS_TOKEN_REVOKED =
      new Page(
          "O token de acesso foi revogado",
          "o token de acesso foi revogado antes do tempo; obtenha um novo com o par que "
              + "está em uso agora",
          "Um token de acesso não vive mais que o par para o qual foi emitido. Esse par "
              + "foi renovado ou a sua chave excluída, ou alguém revogou o token.",
          "Obtenha um novo token com o par que está em uso agora. Se o par também já "
              + "não funciona, peça um novo às pessoas da conta.");

  private static final Page SCOPE_TOO_NARROW =
      new Page(
          "O token de acesso foi pedido com menos",
          "o token de acesso foi pedido sem {needed}; peça-o em `scope`, ou deixe "
              + "`scope` de fora",
          "A chave pode fazer isto, mas o seu token de acesso foi pedido com um `scope` "
              + "que o deixa de fora. Não há nada errado com a chave nem com os seus perfis "
              + "de acesso.",
          "Obtenha um novo token cujo `scope` também nomeie o recurso. Sem `scope`, um "
              + "token traz tudo o que a chave pode fazer.");

  private static final Page ACCOUNT_MISMATCH =
      new Page(
          "A credencial é de outra conta",
          "a requisição é para a conta {account}, à qual esta chave ou este usuário não "
              + "pertence; adicione-o lá ou chame a própria conta",
          "A credencial está certa, mas pertence a outra conta que não a da requisição, e não "
              + "foi adicionada lá.",
          "Chame a conta à qual a chave pertence. Se a outra conta é a desejada, peça ao "
              + "Sponsor dela que adicione a chave como chave externa e vincule a ela um perfil de "
              + "acesso.");

  private static final Page HOST_NOT_OF_ACCOUNT =
      new Page(
          "O host não é da conta",
          "o host {host} não é da conta; chame um host da conta ou adicione este a ela",
          "A requisição veio por um nome de host que pertence a outra conta, ou que não está "
              + "na lista de hosts desta.",
          "Chame um host da conta à qual a chave se destina, ou peça que o host seja "
              + "adicionado à lista de hosts da conta.");

  private static final Page ADDRESS_NOT_ALLOWED =
      new Page(
          "O endereço não é permitido",
          "a chave não pode ser usada a partir deste endereço; chame a partir de um permitido "
              + "ou peça que a lista seja alterada",
          "O par está certo, mas a chave só pode ser usada a partir de certos endereços de "
              + "rede, e a requisição veio de outro.",
          "Envie a requisição a partir de um endereço permitido, ou peça a alguém que possa "
              + "editar chaves de API que altere a lista.");

  private static final Page OPERATION_UNKNOWN =
      new Page(
          "A chamada não está no catálogo",
          "o catálogo não tem operação para {method} {path}; confira o método e o caminho, ou "
              + "peça que a operação seja adicionada",
          "Nenhuma operação do catálogo corresponde ao método e ao caminho. O que não está no "
              + "catálogo é recusado, pois ninguém disse de qual recurso precisa.",
          "Confira se há erros no método e no caminho. Se a chamada existe, peça ao operador "
              + "deste servidor que a adicione ao catálogo, com o recurso de que ela precisa.");

  private static final Page CREDENTIAL_KIND_NOT_ACCEPTED =
      new Page(
          "A chamada exige outro tipo de credencial",
          "esta chamada não aceita {presented}; envie o outro tipo de credencial",
          "A credencial está certa, mas esta chamada só aceita o outro tipo: um par de appKey "
              + "e appToken onde veio um token de usuário, ou o contrário.",
          "Envie o tipo de credencial que a chamada aceita. Um par pode ser trocado por um "
              + "token de usuário.");

  private static final Page ROLE_MISSING =
      new Page(
          "Nenhum perfil de acesso vinculado",
          "esta chave ou este usuário não tem perfil de acesso na conta; vincule um que "
              + "conceda {needed} em Configurações da conta",
          "A credencial está certa, mas nenhum perfil de acesso está vinculado a ela nesta "
              + "conta. Uma chave nasce sem perfil, para que não possa nada até que alguém diga o "
              + "quê.",
          "Vincule um perfil de acesso à chave em Configurações da conta > Chaves de API, ou "
              + "ao usuário em Configurações da conta > Usuários. Escolha o perfil que concede o "
              + "mínimo necessário.");

  private static final Page RESOURCE_MISSING =
      new Page(
          "Falta um recurso aos perfis de acesso",
          "os perfis de acesso desta chave ou deste usuário não concedem {needed}; vincule um "
              + "que conceda em Configurações da conta",
          "A credencial está certa e tem perfis de acesso nesta conta, mas nenhum deles "
              + "concede o recurso de que esta chamada precisa.",
          "Vincule um perfil de acesso que conceda o recurso, ou acrescente o recurso a um "
              + "perfil personalizado que já está vinculado. Veja quem mais tem esse perfil antes de "
              + "alterá-lo.");

  private static final Page SPONSOR_REQUIRED =
      new Page(
          "Só o Sponsor pode fazer isso",
          "só o Sponsor da conta pode fazer isso; peça a ele, ou que a criação de chaves seja "
              + "delegada",
          "Nesta conta só o usuário Sponsor pode criar chaves. É o padrão de toda conta.",
          "Peça ao Sponsor que crie a chave, ou que delegue a criação de chaves a todos que "
              + "podem editar chaves de API.");

  private static final Page RATE_LIMITED =
      new Page(
          "Requisições demais",
          "a chave esgotou a sua cota de requisições; espere o tempo que `Retry-After` indica",
          "A chave pode fazer certo número de requisições em dado tempo, e já as fez.",
          "Espere o tempo que o cabeçalho `Retry-After` indica e distribua melhor as "
              + "requisições.");

  private static final Page VERIFIER_STALE =
      new Page(
          "Este verificador está desatualizado",
          "o que este verificador sabe, a revisão {revision} de {at}, é antigo demais para "
              + "decidir; tente de novo, ou avise o "
              + "operador do servidor",
          "O verificador não recebe alterações há mais tempo do que pode, ou o pedido exigiu uma "
              + "revisão que ainda não chegou aqui, e ele poderia deixar passar o que foi proibido "
              + "desde então. Por isso recusa; a credencial não foi julgada.",
          "Tente de novo um pouco mais tarde. O operador precisa restabelecer a conexão entre "
              + "este verificador e o seu plano de controle.");

  private static final Page VERIFIER_NOT_READY =
      new Page(
          "Este verificador ainda não está pronto",
          "este verificador ainda não carregou as suas chaves; tente de novo em instantes",
          "O verificador acabou de iniciar e ainda não carregou as suas chaves. Ele não "
              + "distingue o certo do errado, por isso não deixa passar nada. A credencial não foi "
              + "julgada.",
          "Tente de novo em instantes. Se persistir, o operador precisa descobrir por que o "
              + "verificador não recebe chaves.");

  private static final Page VERIFIER_BUSY =
      new Page(
          "Este verificador está sobrecarregado",
          "não foi possível conferir o par a tempo; tente de novo depois de `Retry-After`",
          "A chave veio de outro sistema, que guardava um hash lento do seu token. No primeiro "
              + "uso aqui o token é conferido com esse hash, e já há conferências demais esperando, ou tokens "
              + "errados demais vieram dali. A credencial não foi julgada.",
          "Tente de novo depois dos segundos que o cabeçalho `Retry-After` indica. Depois do "
              + "primeiro uso a chave é tão rápida quanto qualquer outra.");

  private PortuguesePages() {}

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
