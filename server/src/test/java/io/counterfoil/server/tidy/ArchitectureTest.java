package io.counterfoil.server.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The compiled modules keep to who may know whom, and each rule bites on a sample that breaks it.
class ArchitectureTest {
  /// What jOOQ writes is nobody's to judge.
  private static final String GENERATED = "/io/counterfoil/store/schema/";

  private static final JavaClasses MODULES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains(GENERATED))
          .importPackages("io.counterfoil");

  @ParameterizedTest
  @MethodSource("names")
  void theModulesKeepTheRule(String name) {
    rule(name).check(MODULES);
  }

  @ParameterizedTest
  @MethodSource("breaches")
  void theRuleBites(Breach breach, @TempDir Path folder) throws IOException {
    var classes = new ClassFileImporter().importPath(compile(breach, folder));

    assertThat(rule(breach.rule()).evaluate(classes).hasViolation()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyRuleHasASampleThatBreaksIt(String name) {
    assertThat(breaches()).extracting(Breach::rule).contains(name);
  }

  static Stream<String> names() {
    return Architecture.rules().keySet().stream();
  }

  static Stream<Breach> breaches() {
    return Stream.of(
        new Breach("account", "core.account", "Object a = new io.counterfoil.core.role.Known();"),
        new Breach("role", "core.role", "Object a = new io.counterfoil.core.key.Known();"),
        new Breach("key", "core.key", "Object a = new io.counterfoil.core.decision.Known();"),
        new Breach("decision", "core.decision", "Object a = new io.counterfoil.core.log.Known();"),
        new Breach("explain", "core.explain", "Object a = new io.counterfoil.core.store.Known();"),
        new Breach("person", "core.person", "Object a = new io.counterfoil.core.change.Known();"),
        new Breach("outbox", "core.outbox", "Object a = new io.counterfoil.core.change.Known();"),
        new Breach("token", "core.token", "Object a = new io.counterfoil.core.change.Known();"),
        new Breach("change", "core.change", "Object a = new io.counterfoil.core.store.Known();"),
        new Breach("node", "core.node", "Object a = new io.counterfoil.core.change.Known();"),
        new Breach("feed", "core.feed", "Object a = new io.counterfoil.core.store.Known();"),
        new Breach("table", "core.table", "Object a = new io.counterfoil.core.store.Known();"),
        new Breach("store", "core.store", "Object a = new io.counterfoil.core.registry.Known();"),
        new Breach("registry", "core.registry", "Object a = new io.counterfoil.core.log.Known();"),
        new Breach("usage", "core.usage", "Object a = new io.counterfoil.core.store.Known();"),
        new Breach("log", "core.log", "Object a = new io.counterfoil.core.registry.Known();"),
        new Breach("decision is pure", "core.decision", "java.time.Clock clock;"),
        new Breach("decision is pure", "core.decision", "java.nio.file.Path path;"),
        new Breach("decision is pure", "core.decision", "java.io.FileInputStream in;"),
        new Breach("decision is pure", "core.decision", "java.net.Socket socket;"),
        new Breach("decision is pure", "core.decision", "System.Logger logger;"),
        new Breach("decision reads no clock", "core.decision", "long a = System.nanoTime();"),
        new Breach(
            "decision reads no clock", "core.decision", "Object a = java.time.Instant.now();"),
        new Breach(
            "vtex words stay in the wire",
            "server.admin",
            "Object a = new io.counterfoil.server.wire.vtex.Known();"),
        new Breach("no container", "server", "Object a = new org.springframework.Known();"),
        new Breach("no cycles", "core.role", "Object a = new io.counterfoil.core.key.Known();"));
  }

  private static ArchRule rule(String name) {
    return Objects.requireNonNull(Architecture.rules().get(name));
  }

  private static Path compile(Breach breach, Path folder) throws IOException {
    var files = new ArrayList<String>();
    for (var source : breach.sources()) {
      var file = folder.resolve(source.path());
      Files.createDirectories(file.getParent());
      Files.writeString(file, source.text());
      files.add(file.toString());
    }
    var arguments = new ArrayList<>(List.of("-proc:none", "-d", folder.toString()));
    arguments.addAll(files);
    var code =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    assertThat(code).as("the compiler's answer to the sample").isZero();
    return folder;
  }

  /// A class in `place` whose one field breaks the rule, together with the classes that it names.
  record Breach(String rule, String place, String field) {
    List<Source> sources() {
      var sources = new ArrayList<Source>();
      sources.add(type("io.counterfoil." + place, "Breach", field));
      if (field.contains(".Known(")) {
        var known = field.substring(field.indexOf("new ") + 4, field.indexOf(".Known("));
        sources.add(type(known, "Known", "Object a = new io.counterfoil." + place + ".Breach();"));
      }
      return sources;
    }

    private static Source type(String place, String name, String field) {
      return Source.of(
          place.replace('.', '/') + "/" + name + ".java",
          "package " + place + "; public class " + name + " { " + field + " }");
    }
  }
}
