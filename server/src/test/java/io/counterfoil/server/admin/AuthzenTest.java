package io.counterfoil.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.core.account.Email;
import io.counterfoil.core.change.Command;
import io.counterfoil.core.change.PeopleCommand;
import io.counterfoil.core.change.RoleCommand;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.registry.Actor;
import io.counterfoil.core.registry.Origin;
import io.counterfoil.core.registry.Outcome;
import io.counterfoil.core.role.RoleId;
import io.counterfoil.server.admin.RunningDemo.Reply;
import io.counterfoil.server.demo.DemoAccount;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The certification scenario of AuthZEN 1.0, each of its tests under its number, and what is our
/// own beyond it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before all tests
class AuthzenTest {
  private static final String MODEL =
      """
      accounts:
        demostore:
          subjects:
            - {type: user, id: alice, user: alice@example.com}
            - {type: user, id: bob, user: bob@example.com, properties: {role: admin}}
          resources:
            - {type: record, id: record-1, properties: {status: active}}
            - {type: record, id: record-2, properties: {status: archived}}
          rules:
            - {type: record, actions: [read], needs: [ShowTotalizers]}
            - type: record
              actions: [write]
              needs: [OMSViewer]
              unless: {resource.status: archived}
            - type: record
              actions: [write]
              needs: [ShowTotalizers, PaymentsNotification]
              when: {subject.role: admin, resource.status: archived}
            - {type: record, actions: [delete], needs: [OMSViewer], when: {action.soft: true}}
            - {type: record, actions: [read], needs: [PaymentsNotification]}
      """;

  private static final String ALICE = "{'type':'user','id':'alice'}";
  private static final String BOB = "{'type':'user','id':'bob'}";
  private static final String ADMIN = "{'type':'user','id':'bob','properties':{'role':'admin'}}";
  private static final String ONE = "{'type':'record','id':'record-1'}";
  private static final String TWO =
      "{'type':'record','id':'record-2','properties':{'status':'archived'}}";
  private static final String CONTEXT =
      ",'context':{'time':'2025-06-27T18:03-07:00','ip':'192.168.1.1'}";

  private RunningDemo demo;

  @BeforeAll
  void start(@TempDir Path directory) throws IOException {
    Path model = Files.writeString(directory.resolve("authzen.yaml"), MODEL);
    demo =
        new RunningDemo(
            directory.resolve("data"),
            TestStore.SQLITE,
            InstantSource.system(),
            config -> config.withAuthzen(model));
    member("alice@example.com", 16); // OMS - Read only
    member("bob@example.com", 17); // Payments Notifier
  }

  private void member(String email, int role) {
    if (done(new PeopleCommand.AddUser(DemoAccount.NAME, new Email(email), ""))
        instanceof Outcome.Result.OfUser(var user)) {
      done(
          new RoleCommand.LinkRoles(
              DemoAccount.NAME, new Holder.OfUser(user.id()), Set.of(new RoleId(role))));
    }
  }

  private Outcome.Result done(Command command) {
    return demo.parts()
                .registry()
                .execute(command, new Actor.Operator("test"), new Origin("test", null))
            instanceof Outcome.Committed(_, var result)
        ? result
        : new Outcome.Result.Done();
  }

  @AfterAll
  void stop() {
    demo.close();
  }

  private Reply ask(String what, String body, String... more) {
    return demo.as("DEMO_ADMIN", "POST", "/access/v1/" + what, body.replace('\'', '"'), more);
  }

  private static String question(String subject, String action, String resource) {
    return "{'subject':" + subject + ",'action':" + action + ",'resource':" + resource + "}";
  }

  private boolean decided(String subject, String action, String resource) {
    Reply reply = ask("evaluation", question(subject, action, resource));
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.whole().headers().firstValue("Content-Type")).hasValue("application/json");
    return reply.json().getBoolean("decision");
  }

  private static String named(String action) {
    return "{'name':'" + action + "'}";
  }

  private static String delete(boolean soft) {
    return "{'name':'delete','properties':{'soft':" + soft + "}}";
  }

  @Test
  void basicCore_theFourDecisionsOfIdentifiersAlone() {
    assertThat(decided(ALICE, named("read"), ONE)).isTrue();
    assertThat(decided(ALICE, named("write"), ONE)).isTrue();
    assertThat(decided(BOB, named("read"), ONE)).isTrue();
    assertThat(decided(BOB, named("write"), ONE)).isFalse();
  }

  @Test
  void basicProperties_theFourDecisionsOfProperties() {
    assertThat(decided(ALICE, named("write"), TWO)).isFalse();
    assertThat(decided(ADMIN, named("write"), TWO)).isTrue();
    assertThat(decided(ALICE, delete(true), ONE)).isTrue();
    assertThat(decided(ALICE, delete(false), ONE)).isFalse();
  }

  @Test
  void basicCore_contextMorePropertiesAndUnknownMembersChangeNothing() {
    String plain = question(ALICE, named("read"), ONE);
    for (String more :
        List.of(CONTEXT, ",'foo':'bar','futureField':{'nested':true}", ",'context':{}")) {
      Reply reply = ask("evaluation", plain.substring(0, plain.length() - 1) + more + "}");
      assertThat(reply.json().getBoolean("decision")).as(more).isTrue();
    }
    assertThat(
            decided(
                "{'type':'user','id':'alice','properties':{'department':'Sales','role':'manager'}}",
                "{'name':'read','properties':{'method':'GET'}}",
                "{'type':'record','id':'record-1','properties':{'status':'active','owner':'bob'}}"))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'action':{'name':'read'},'resource':{'type':'record','id':'record-1'}}",
        "{'subject':{'type':'user','id':'alice'},'resource':{'type':'record','id':'record-1'}}",
        "{'subject':{'type':'user','id':'alice'},'action':{'name':'read'}}",
        "{'subject':{'id':'alice'},'action':{'name':'read'},'resource':{'type':'record','id':'r'}}",
        "{'subject':{'type':'user'},'action':{'name':'read'},'resource':{'type':'record','id':'r'}}",
        "{'subject':{'type':'user','id':'a'},'action':{},'resource':{'type':'record','id':'r'}}",
        "{'subject':{'type':'user','id':'a'},'action':{'name':'read'},'resource':{'id':'r'}}",
        "{'subject':{'type':'user','id':'a'},'action':{'name':'read'},'resource':{'type':'record'}}",
        "{'subject':'alice','action':{'name':'read'},'resource':{'type':'record','id':'r'}}",
        "{'subject':{'type':'user','id':'a'},'action':{'name':123},'resource':{'type':'r','id':'r'}}",
        "{'subject':{'type':'user','id':'a'},'action':{'name':'read'},'context':1,"
            + "'resource':{'type':'record','id':'r'}}",
        "{'subject':{'type':'user','id':'a','properties':[]},'action':{'name':'read'},"
            + "'resource':{'type':'record','id':'r'}}",
        "[]",
        "'x'",
        "{not json",
      })
  void basicCore_whatIsNoQuestionIsAnsweredWith400(String body) {
    assertThat(ask("evaluation", body).status()).isEqualTo(400);
  }

  @Test
  void basicCore_anotherContentTypeAndNoBodyAreAnsweredWith400() {
    String plain = question(ALICE, named("read"), ONE);
    assertThat(ask("evaluation", plain, "Content-Type", "text/plain").status()).isEqualTo(400);
    assertThat(ask("evaluation", "").status()).isEqualTo(400);
  }

  @Test
  void basicCore_theRequestIdIsEchoed() {
    Reply reply =
        ask("evaluation", question(ALICE, named("read"), ONE), "X-Request-ID", "bfe9eb29-ab87");

    assertThat(reply.whole().headers().firstValue("X-Request-ID")).hasValue("bfe9eb29-ab87");
  }

  private List<Boolean> batch(String body) {
    Reply reply = ask("evaluations", body);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply.json().getJsonArray("evaluations").stream()
        .map(each -> ((JsonObject) each).getBoolean("decision"))
        .toList();
  }

  @Test
  void batch_defaultsAreInheritedWhole() {
    assertThat(
            batch(
                "{'subject':"
                    + BOB
                    + ",'resource':"
                    + ONE
                    + ",'evaluations':[{'action':{'name':'read'}},{'action':{'name':'write'}}]}"))
        .containsExactly(true, false);
    assertThat(
            batch(
                "{'action':"
                    + named("write")
                    + ",'resource':"
                    + TWO
                    + ",'evaluations':[{'subject':"
                    + ALICE
                    + "},{'subject':"
                    + ADMIN
                    + "}]}"))
        .containsExactly(false, true);
    assertThat(
            batch(
                "{'subject':"
                    + ALICE
                    + ",'action':"
                    + named("write")
                    + ",'resource':"
                    + ONE
                    + ",'evaluations':[{},{'resource':"
                    + TWO
                    + "}]}"))
        .containsExactly(true, false);
    assertThat(
            batch(
                "{'evaluations':["
                    + question(ALICE, named("read"), ONE)
                    + ","
                    + question(BOB, named("write"), ONE)
                    + "]}"))
        .containsExactly(true, false);
  }

  @Test
  void batch_theThreeSemantics() {
    String three =
        "{'subject':"
            + BOB
            + ",'resource':"
            + ONE
            + ",'options':{'evaluations_semantic':'%s'},'evaluations':["
            + "{'action':{'name':'read'}},{'action':{'name':'write'}},{'action':{'name':'read'}}]}";

    assertThat(batch(three.formatted("execute_all"))).containsExactly(true, false, true);
    assertThat(batch(three.formatted("deny_on_first_deny"))).containsExactly(true, false);
    assertThat(batch(three.formatted("permit_on_first_permit"))).containsExactly(true);
    assertThat(ask("evaluations", three.formatted("sometimes")).status()).isEqualTo(400);
  }

  @Test
  void batch_oneThatIsNoQuestionFailsAlone_andNoneAtAllIsASingleQuestion() {
    Reply reply =
        ask(
            "evaluations",
            "{'subject':"
                + ALICE
                + ",'action':"
                + named("read")
                + ",'options':{'evaluations_semantic':'execute_all'},'evaluations':[{'resource':"
                + ONE
                + "},{}]}");
    JsonArray answers = reply.json().getJsonArray("evaluations");
    assertThat(answers.getJsonObject(0).getBoolean("decision")).isTrue();
    assertThat(answers.getJsonObject(1).getBoolean("decision")).isFalse();
    assertThat(answers.getJsonObject(1).getJsonObject("context").containsKey("error")).isTrue();

    String single = question(ALICE, named("read"), ONE);
    assertThat(ask("evaluations", single).json().getBoolean("decision")).isTrue();
    assertThat(
            ask("evaluations", single.substring(0, single.length() - 1) + ",'evaluations':[]}")
                .json()
                .getBoolean("decision"))
        .isTrue();
  }

  private Set<String> found(String what, String body) {
    Reply reply = ask("search/" + what, body);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply.json().getJsonArray("results").stream()
        .map(JsonObject.class::cast)
        .map(each -> each.getString(what.equals("action") ? "name" : "id"))
        .collect(Collectors.toSet());
  }

  @Test
  void search_theSixOfTheFixture() {
    assertThat(found("subject", question("{'type':'user'}", named("read"), ONE)))
        .contains("alice", "bob");
    assertThat(found("resource", question(ALICE, named("read"), "{'type':'record'}")))
        .contains("record-1");
    assertThat(found("action", "{'subject':" + ALICE + ",'resource':" + ONE + CONTEXT + "}"))
        .contains("read", "write");
    assertThat(found("subject", question("{'type':'user'}", named("write"), TWO)))
        .contains("bob")
        .doesNotContain("alice");
    assertThat(found("resource", question(ADMIN, named("write"), "{'type':'record'}")))
        .contains("record-2");
    assertThat(found("action", "{'subject':" + ADMIN + ",'resource':" + TWO + "}"))
        .contains("write");
  }

  @Test
  void search_goesOnPageByPage_ofTheSameQuestionAlone() {
    String plain = "'subject':{'type':'user'},'action':{'name':'read'},'resource':" + ONE;
    JsonObject first = ask("search/subject", "{" + plain + ",'page':{'limit':1}}").json();
    String token = first.getJsonObject("page").getString("next_token");

    assertThat(first.getJsonArray("results").size()).isEqualTo(1);
    assertThat(token).isNotEmpty();
    JsonObject rest =
        ask("search/subject", "{" + plain + ",'page':{'token':'" + token + "'}}").json();
    assertThat(rest.getJsonObject("page").getString("next_token")).isEmpty();
    assertThat(rest.getJsonArray("results").encode())
        .doesNotContain(first.getJsonArray("results").getJsonObject(0).encode());
    String other = "{" + plain.replace("read", "write") + ",'page':{'token':'" + token + "'}}";
    assertThat(ask("search/subject", other).status()).isEqualTo(400);
    assertThat(ask("search/subject", "{" + plain + ",'page':{'limit':-1}}").status())
        .isEqualTo(400);
  }

  @Test
  void search_findsNothingOfWhatIsUnknown_andTakesNoLessThanItNeeds() {
    String nobody = "{'type':'user','id':'nonexistent-user'}";
    assertThat(found("action", "{'subject':" + nobody + ",'resource':" + ONE + "}")).isEmpty();
    assertThat(found("subject", question("{'type':'spaceship'}", named("read"), ONE))).isEmpty();
    assertThat(found("resource", question(ALICE, named("read"), "{'type':'spaceship'}"))).isEmpty();
    for (String what : List.of("subject", "resource")) {
      String lacking = question("{'type':'user'}", named("read"), "{'type':'record'}");
      assertThat(ask("search/" + what, lacking).status()).isEqualTo(400);
    }
    assertThat(ask("search/action", "{'subject':" + ALICE + "}").status()).isEqualTo(400);
    assertThat(ask("search/action", "{'subject':{'type':'user'},'resource':" + ONE + "}").status())
        .isEqualTo(400);
  }

  @Test
  void discovery_theMetadataNamesEveryEndpoint() {
    JsonObject metadata = demo.asNobody("GET", "/.well-known/authzen-configuration", null).json();

    assertThat(metadata.getString("policy_decision_point")).isEqualTo(demo.url());
    assertThat(metadata.getString("access_evaluation_endpoint"))
        .isEqualTo(demo.url() + "/access/v1/evaluation");
    assertThat(metadata.fieldNames()).hasSize(6);
  }

  private String key(String who) {
    return "{'type':'api_key','id':'" + demo.value(who + "_KEY") + "'}";
  }

  private static String route(String path) {
    return "{'type':'route','id':'" + path + "'}";
  }

  @Test
  void ourOwn_aKeyAndARouteByTemplateOrPath() {
    assertThat(decided(key("DEMO_ORDERS"), named("GET"), route("/api/oms/pvt/orders/{orderId}")))
        .isTrue();
    assertThat(decided(key("DEMO_ORDERS"), named("GET"), route("/api/oms/pvt/orders/17"))).isTrue();
    assertThat(decided(key("DEMO_ORDERS"), named("POST"), route("/api/oms/pvt/orders/17/cancel")))
        .isFalse();
    assertThat(decided(key("DEMO_INACTIVE"), named("GET"), route("/api/oms/pvt/orders/17")))
        .isFalse();
    assertThat(
            decided(
                key("DEMO_ORDERS"),
                named("use"),
                "{'type':'license_manager_resource','id':'OMSViewer'}"))
        .isTrue();
    assertThat(
            found(
                "action",
                "{'subject':"
                    + key("DEMO_ORDERS")
                    + ",'resource':"
                    + route("/api/oms/pvt/orders/17")
                    + "}"))
        .containsExactly("GET");
    assertThat(
            found(
                "subject",
                question("{'type':'api_key'}", named("GET"), route("/api/oms/pvt/orders/17"))))
        .contains(demo.value("DEMO_ORDERS_KEY"))
        .doesNotContain(demo.value("DEMO_INACTIVE_KEY"), demo.value("DEMO_NO_ROLE_KEY"));
  }

  @Test
  void ourOwn_aNoIsExplained_toTheAccountsPeopleWithWhatWouldRepairIt() {
    String asked = question(key("DEMO_NO_ROLE"), named("GET"), route("/api/oms/pvt/orders/17"));
    JsonObject context = ask("evaluation", asked).json().getJsonObject("context");

    assertThat(context.getJsonObject("counterfoil").getString("code")).isEqualTo("role_missing");
    assertThat(context.getJsonObject("reason_user").getString("403")).contains("has no role");
    assertThat(context.getJsonObject("reason_admin").getString("403")).contains("and link it");
    assertThat(
            ask("evaluation", asked, "Accept-Language", "pt")
                .json()
                .getJsonObject("context")
                .getJsonObject("reason_user")
                .getString("403"))
        .contains("perfil de acesso");
  }

  @Test
  void ourOwn_aKeyAsksAboutItselfAlone_andIsToldWhatACallerIs() {
    String self = question(key("DEMO_ORDERS"), named("GET"), route("/api/oms/pvt/feed"));
    Reply own = demo.as("DEMO_ORDERS", "POST", "/access/v1/evaluation", self.replace('\'', '"'));
    assertThat(own.status()).as(own.text()).isEqualTo(200);
    assertThat(own.json().getJsonObject("context").containsKey("reason_admin")).isFalse();

    String other = question(key("DEMO_ADMIN"), named("GET"), route("/api/oms/pvt/feed"));
    Reply others =
        demo.as("DEMO_ORDERS", "POST", "/access/v1/evaluation", other.replace('\'', '"'));
    assertThat(others.status()).isEqualTo(403);
    assertThat(others.json().getString("code")).isEqualTo("resource_missing");
    Reply all =
        demo.as(
            "DEMO_ORDERS",
            "POST",
            "/access/v1/search/subject",
            question("{'type':'user'}", named("read"), ONE).replace('\'', '"'));
    assertThat(all.status()).isEqualTo(403);
  }

  @Test
  void ourOwn_whoIsNobodyIsAnsweredWith401AndAChallenge() {
    Reply reply =
        demo.asNobody(
            "POST",
            "/access/v1/evaluation",
            question(ALICE, named("read"), ONE).replace('\'', '"'));

    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.whole().headers().firstValue("WWW-Authenticate")).isPresent();
  }

  @Test
  void ourOwn_theOperatorNamesTheAccount() {
    String body = question(ALICE, named("read"), ONE).replace('\'', '"');
    assertThat(demo.asOperator("POST", "/access/v1/evaluation", body).status()).isEqualTo(400);
    assertThat(
            demo.asOperatorSending(
                    "POST",
                    "/access/v1/evaluation",
                    body,
                    "application/json",
                    "X-Counterfoil-Account",
                    "demostore")
                .json()
                .getBoolean("decision"))
        .isTrue();
  }
}
