package io.counterfoil.server.tidy;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Who may know whom, as rules on compiled classes.
final class Architecture {
  private static final String CORE = "io.counterfoil.core.";
  private static final String VTEX = "io.counterfoil.server.wire.vtex..";

  /// The packages of `core`, and which others of `core` each may know.
  private static final Map<String, List<String>> KNOWS = new LinkedHashMap<>();

  static {
    KNOWS.put("account", List.of());
    KNOWS.put("role", List.of("account"));
    KNOWS.put("key", List.of("account", "role"));
    KNOWS.put("decision", List.of("account", "role", "key"));
    KNOWS.put("explain", List.of("account", "role", "key", "decision"));
    KNOWS.put("person", List.of("account", "key", "outbox"));
    KNOWS.put("outbox", List.of("account", "role", "key", "decision", "explain"));
    KNOWS.put("token", List.of("account", "key", "outbox"));
    KNOWS.put("node", List.of("account", "key"));
    KNOWS.put(
        "change",
        List.of("account", "role", "key", "decision", "person", "outbox", "token", "node"));
    KNOWS.put("table", List.of("account", "role", "key", "change"));
    var known =
        List.of(
            "account",
            "role",
            "key",
            "decision",
            "explain",
            "person",
            "change",
            "outbox",
            "token",
            "node");
    KNOWS.put("feed", List.of("account", "key", "person", "change", "node", "outbox", "token"));
    KNOWS.put("store", with(known, "table", "feed"));
    KNOWS.put("registry", with(known, "store"));
    KNOWS.put("usage", List.of("account", "role", "key", "decision", "explain"));
    KNOWS.put("log", List.of("account", "role", "key", "decision", "explain"));
  }

  private Architecture() {}

  private static List<String> with(List<String> known, String... more) {
    return Stream.concat(known.stream(), Stream.of(more)).toList();
  }

  static Map<String, ArchRule> rules() {
    var rules = new LinkedHashMap<String, ArchRule>();
    KNOWS.forEach((name, known) -> rules.put(name, knowsOnly(name, known)));
    rules.put("decision is pure", decisionIsPure());
    rules.put("decision reads no clock", decisionReadsNoClock());
    rules.put("vtex words stay in the wire", vtexWordsStayInTheWire());
    rules.put("no container", noContainer());
    rules.put("no cycles", slices().matching("io.counterfoil.(**)").should().beFreeOfCycles());
    rules.replaceAll((_, rule) -> rule.allowEmptyShould(true));
    return rules;
  }

  private static ArchRule knowsOnly(String name, List<String> known) {
    var own = CORE + name + "..";
    var allowed = known.stream().map(each -> CORE + each + "..").toArray(String[]::new);
    return classes()
        .that()
        .resideInAPackage(own)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(allowed)
                .or(resideInAnyPackage(own, "java..", "javax..", "org.jspecify..")))
        .as("`" + name + "` knows only the JDK" + (known.isEmpty() ? "" : " and " + known));
  }

  private static ArchRule decisionIsPure() {
    return noClasses()
        .that()
        .resideInAPackage(CORE + "decision..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                    "java.nio.file..", "java.nio.channels..", "java.util.logging..", "java.sql..")
                .or(isOneOf("java.time.Clock", "java.io.File", "java.lang.System$Logger"))
                .or(fileStreams())
                .or(resideInAPackage("java.net..").and(nameEndsInSocketOrClient())))
        .as("`decision` touches no clock, file, network, database or log: they are arguments");
  }

  private static ArchRule decisionReadsNoClock() {
    return noClasses()
        .that()
        .resideInAPackage(CORE + "decision..")
        .should()
        .accessTargetWhere(
            DescribedPredicate.describe("it reads the clock", Architecture::readsClock))
        .as("`decision` reads no clock: the instant is an argument");
  }

  private static boolean readsClock(JavaAccess<?> access) {
    var owner = access.getTargetOwner();
    return switch (access.getTarget().getName()) {
      case "currentTimeMillis", "nanoTime" -> owner.isEquivalentTo(System.class);
      case "now" -> owner.getPackageName().startsWith("java.time");
      default -> false;
    };
  }

  private static ArchRule vtexWordsStayInTheWire() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(VTEX, "io.counterfoil.server.wiring..")
        .and()
        .haveSimpleNameNotEndingWith("Wiring")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(VTEX)
        .as("only the wiring knows `server.wire.vtex`, which alone speaks VTEX's words");
  }

  private static ArchRule noContainer() {
    return noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "javax.inject..",
            "jakarta.inject..",
            "jakarta.enterprise..",
            "com.google.inject..",
            "dagger..",
            "org.springframework..",
            "io.micronaut..")
        .as("no container: one wiring, plain constructors");
  }

  private static DescribedPredicate<JavaClass> isOneOf(String... names) {
    return DescribedPredicate.describe(
        "one of " + List.of(names), type -> Set.of(names).contains(type.getName()));
  }

  private static DescribedPredicate<JavaClass> fileStreams() {
    return DescribedPredicate.describe(
        "a file's stream",
        type ->
            type.getName().startsWith("java.io.File")
                || type.getName().startsWith("java.io.RandomAccess"));
  }

  private static DescribedPredicate<JavaClass> nameEndsInSocketOrClient() {
    return DescribedPredicate.describe(
        "a socket or client",
        type -> type.getName().endsWith("Socket") || type.getName().endsWith("Client"));
  }
}
