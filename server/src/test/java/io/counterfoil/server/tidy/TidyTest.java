package io.counterfoil.server.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The repository keeps its own rules, and each rule bites.
class TidyTest {
  private static final Path ROOT = Path.of(System.getProperty("counterfoil.root", ".."));

  @Test
  void theRepositoryKeepsItsRules() throws IOException {
    var sources = SourceTree.read(ROOT);

    assertThat(sources).extracting(Source::path).contains("pom.xml", "server/pom.xml");
    assertThat(check(sources)).as("breaches, as file:line what (expected); what to do").isEmpty();
  }

  @Test
  void aFileOf501LinesIsTooLong() throws IOException {
    assertThat(check("a/query.sql", "select 1;\n".repeat(501)))
        .containsExactly(
            "a/query.sql:501 501 lines (expected: at most 500); give each thing its own file");
    assertThat(check("a/query.sql", "select 1;\n".repeat(500))).isEmpty();
  }

  @Test
  void aMethodOf61LinesIsTooLong() throws IOException {
    assertThat(check("m/src/main/A.java", "class A {\n  void a() {\n" + "\n".repeat(59) + "  }\n}"))
        .containsExactly(
            "m/src/main/A.java:2 method `a` has 61 lines (expected: at most 60); name its steps");
    assertThat(check("m/src/main/A.java", "class A {\n  void a() {\n" + "\n".repeat(58) + "  }\n}"))
        .isEmpty();
  }

  @Test
  void aMethodTakesFiveParameters_andAConstructorMore() throws IOException {
    assertThat(check("A.java", "class A { void a(int b, int c, int d, int e, int f, int g) {} }"))
        .containsExactly(
            "A.java:1 method `a` has 6 parameters (expected: at most 5); make them a record");
    assertThat(check("A.java", "class A { A(int b, int c, int d, int e, int f, int g) {} }"))
        .isEmpty();
  }

  @Test
  void aClassIsNamedAfterWhatItIs() throws IOException {
    for (var ending : List.of("Impl", "Manager", "Util", "Utils", "Helper")) {
      assertThat(check("A.java", "class Key" + ending + " {}"))
          .singleElement()
          .asString()
          .contains("class `Key" + ending + "` (expected: no name in -" + ending + ")");
    }
  }

  @Test
  void aTestClassEndsInTest() throws IOException {
    var text = "class KeyTests { @Test void a() {} }";
    assertThat(check("m/src/test/KeyTests.java", text))
        .singleElement()
        .asString()
        .contains("test class `KeyTests`");
    assertThat(check("m/src/test/KeySuite.java", "abstract " + text)).isEmpty();
  }

  @Test
  void commentsAreMarkdown() throws IOException {
    assertThat(check("A.java", "/** Old. */\nclass A {}"))
        .containsExactly("A.java:1 `/**` comment (expected: `///`, Markdown)");
  }

  @Test
  void whatIsLeftToDoHasAnOwner() throws IOException {
    var word = "TO" + "DO";
    assertThat(check("a.sh", "#!/bin/sh\n# " + word + " later\n"))
        .containsExactly(
            "a.sh:2 `" + word + "` has no owner; do it now, or name its issue as (#12)");
    assertThat(check("a.sh", "# " + word + "(#7) later\n")).isEmpty();
  }

  @Test
  void nothingPointsOutsideTheRepository() throws IOException {
    assertThat(check("a.md", "see ../" + "shared/x.md")).hasSize(1);
  }

  @Test
  void noTestSleepsOrIsSkipped() throws IOException {
    assertThat(check("m/src/test/A.java", "@" + "Disabled class A {}")).hasSize(1);
    assertThat(check("m/src/test/A.java", "// Thread." + "sleep")).hasSize(1);
  }

  @Test
  void everyPackageSaysWhatItIs_andIsNullMarked() throws IOException {
    assertThat(check("m/src/main/java/a/A.java", "package a;"))
        .containsExactly(
            "m/src/main/java/a/A.java:1 package `m:a` has no package-info.java; say there what it"
                + " is");
    assertThat(check("m/src/main/java/a/package-info.java", "package a;")).hasSize(2);
  }

  @Test
  void coreExportsEachPackage() throws IOException {
    var folder = "core/src/main/java/";
    var findings =
        check(
            List.of(
                Source.of(folder + "module-info.java", "module core { exports io.a; }"),
                Source.of(folder + "io/b/package-info.java", "/// B.\n@NullMarked\npackage io.b;"),
                Source.of(folder + "io/b/B.java", "package io.b;")));
    assertThat(findings)
        .containsExactly(folder + "module-info.java:1 does not export `io.b`; export it");
  }

  private static List<String> check(String path, String text) throws IOException {
    return check(List.of(Source.of(path, text)));
  }

  private static List<String> check(List<Source> sources) throws IOException {
    var findings = new ArrayList<Finding>();
    for (var source : sources) {
      findings.addAll(TextRules.check(source));
      if (source.isJava()) {
        findings.addAll(JavaRules.check(source));
      }
    }
    findings.addAll(PackageRules.check(sources));
    return findings.stream().map(Finding::toString).toList();
  }
}
