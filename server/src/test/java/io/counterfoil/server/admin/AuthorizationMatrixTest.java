package io.counterfoil.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.counterfoil.server.admin.Cast.Member;
import io.counterfoil.server.admin.RunningDemo.Reply;
import io.counterfoil.server.demo.DemoAccount;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every documented operation, asked for by everybody: who may and who may not is what the OpenAPI
/// document says. The parameters name nothing that exists, so that whoever may changes little.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthorizationMatrixTest {
  private RunningDemo demo;
  private Cast cast;

  @BeforeAll
  void start(@TempDir Path directory) {
    demo = new RunningDemo(directory);
    cast = new Cast(demo);
  }

  @AfterAll
  void stop() {
    demo.close();
  }

  static List<DocumentedOperation> operations() {
    return DocumentedOperation.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void anOperationIsAnsweredToWhomItsRuleNames_andRefusedToAllOthers(DocumentedOperation asked) {
    delegateKeyCreation();
    List<String> wrong = new ArrayList<>();
    Set<Integer> statuses = new LinkedHashSet<>();
    for (Member member : cast.askedAbout(asked.rule())) {
      askForNoSecondFactor();
      Reply reply = demo.sending(member.headers(), asked);
      statuses.add(reply.status());
      if (!fits(asked, member, reply)) {
        wrong.add(member + ": " + reply.status() + " " + reply.text());
      }
    }
    assertThat(wrong).as("%s, sending %s", asked, asked.body()).isEmpty();
    if (asked.rule() instanceof OperationRule.Anyone) {
      assertThat(statuses).as("%s answers everybody alike", asked).hasSize(1);
    }
  }

  private static boolean fits(DocumentedOperation asked, Member member, Reply reply) {
    boolean refused =
        asked.refusedWith() == 0
            ? reply.status() == 401 || reply.status() == 403
            : reply.status() == asked.refusedWith();
    if (asked.rule() instanceof OperationRule.Anyone) {
      return reply.status() < 500;
    }
    return member.may(asked.rule())
        ? reply.status() < 500 && (!refused || asked.refusedWith() != 0)
        : refused;
  }

  /// One of the operations has the account ask for a second factor, which nobody here has.
  private void askForNoSecondFactor() {
    if (demo.server().parts().directory().rules(DemoAccount.NAME).secondFactorRequired()) {
      String rule = "{\"secondFactorRequired\":false}";
      assertThat(demo.asOperator("PATCH", "/v1/accounts/demostore", rule).status()).isEqualTo(200);
    }
  }

  /// The rule `sponsor_only` has a test of its own; here it would hide all others of key creation.
  private void delegateKeyCreation() {
    assertThat(
            demo.asOperator("PATCH", "/v1/accounts/demostore", "{\"keyCreation\":\"delegated\"}")
                .status())
        .isEqualTo(200);
  }

  @Test
  void anOperationWithoutARule_isAnError() {
    assertThatThrownBy(() -> OperationRule.read(MissingNode.getInstance()))
        .hasMessageContaining("x-counterfoil-needs: `` (expected: anyone, operator, sponsor");
  }
}
