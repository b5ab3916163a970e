package io.counterfoil.server.tidy;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// Rules that need the syntax tree, which the JDK's own compiler reads.
///
/// A method takes at most 5 parameters. Constructors may take more: a record's names its parts, and
/// the wiring's hand over parts once.
final class JavaRules extends TreePathScanner<Void, Void> {
  private static final int METHOD_LINES = 60;
  private static final int PARAMETERS = 5;
  private static final List<String> BANNED_ENDINGS =
      List.of("Impl", "Manager", "Util", "Utils", "Helper");
  private static final Set<String> TEST_ANNOTATIONS =
      Set.of("Test", "ParameterizedTest", "RepeatedTest", "TestFactory", "TestTemplate");

  private final Source source;
  private final CompilationUnitTree unit;
  private final Trees trees;
  private final List<Finding> findings = new ArrayList<>();

  private JavaRules(Source source, CompilationUnitTree unit, Trees trees) {
    this.source = source;
    this.unit = unit;
    this.trees = trees;
  }

  static List<Finding> check(Source source) throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var task =
        (JavacTask)
            compiler.getTask(
                null, null, _ -> {}, List.of("-proc:none"), null, List.of(new Text(source)));
    var findings = new ArrayList<Finding>();
    for (var unit : task.parse()) {
      var rules = new JavaRules(source, unit, Trees.instance(task));
      rules.scan(unit, null);
      findings.addAll(rules.findings);
    }
    return findings;
  }

  @Override
  public Void visitClass(ClassTree type, Void nothing) {
    var name = type.getSimpleName().toString();
    for (var ending : BANNED_ENDINGS) {
      if (name.endsWith(ending)) {
        report(
            type, "class `" + name + "` (expected: no name in -" + ending + "); name what it is");
      }
    }
    if (isTopLevel() && isConcreteTest(type) && !name.endsWith("Test")) {
      report(type, "test class `" + name + "` (expected: a name in -Test); Surefire skips it");
    }
    return super.visitClass(type, null);
  }

  @Override
  public Void visitMethod(MethodTree method, Void nothing) {
    var isConstructor = method.getReturnType() == null;
    var name = isConstructor ? "constructor" : "method `" + method.getName() + "`";
    var lines = lineOfEnd(method) - lineOf(method) + 1;
    if (lines > METHOD_LINES) {
      report(
          method,
          name
              + " has "
              + lines
              + " lines (expected: at most "
              + METHOD_LINES
              + "); name its steps");
    }
    var parameters = method.getParameters().size();
    if (!isConstructor && parameters > PARAMETERS) {
      report(
          method,
          "%s has %d parameters (expected: at most %d); make them a record"
              .formatted(name, parameters, PARAMETERS));
    }
    return super.visitMethod(method, null);
  }

  private boolean isTopLevel() {
    return getCurrentPath().getParentPath().getLeaf() instanceof CompilationUnitTree;
  }

  private boolean isConcreteTest(ClassTree type) {
    return source.isTest()
        && !type.getModifiers().getFlags().contains(Modifier.ABSTRACT)
        && type.getMembers().stream().anyMatch(JavaRules::isTestMethod);
  }

  private static boolean isTestMethod(Object member) {
    return member instanceof MethodTree method
        && annotations(method.getModifiers()).stream().anyMatch(TEST_ANNOTATIONS::contains);
  }

  private static List<String> annotations(ModifiersTree modifiers) {
    return modifiers.getAnnotations().stream()
        .map(AnnotationTree::getAnnotationType)
        .map(Object::toString)
        .toList();
  }

  private void report(Tree tree, String what) {
    findings.add(source.finding(lineOf(tree), what));
  }

  private long lineOf(Tree tree) {
    return unit.getLineMap().getLineNumber(trees.getSourcePositions().getStartPosition(unit, tree));
  }

  private long lineOfEnd(Tree tree) {
    return unit.getLineMap().getLineNumber(trees.getSourcePositions().getEndPosition(unit, tree));
  }

  /// Hands the text that was already read to the compiler.
  private static final class Text extends SimpleJavaFileObject {
    private final String text;

    Text(Source source) {
      super(URI.create("string:///" + source.name()), Kind.SOURCE);
      this.text = source.text();
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
