package io.counterfoil.server.tidy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Rules about packages: each says what it is and is null-marked, and `core` exports each.
final class PackageRules {
  private static final String CORE = "core/src/main/java/";

  private PackageRules() {}

  static List<Finding> check(List<Source> sources) {
    var findings = new ArrayList<Finding>();
    checkPackageInfos(sources, findings);
    checkExports(sources, findings);
    return findings;
  }

  private static void checkPackageInfos(List<Source> sources, List<Finding> findings) {
    var described = new TreeSet<String>();
    var packages = new TreeMap<String, Source>();
    for (var source : sources) {
      if (source.name().equals("package-info.java")) {
        described.add(packageOf(source));
        checkPackageInfo(source, findings);
      } else if (isInPackage(source)) {
        packages.putIfAbsent(packageOf(source), source);
      }
    }
    packages.forEach((name, source) -> {
      if (!described.contains(name)) {
        findings.add(
            source.finding(
                1, "package `" + name + "` has no package-info.java; say there what it is"));
      }
    });
  }

  private static boolean isInPackage(Source source) {
    return source.isJava()
        && !source.name().equals("module-info.java")
        && source.folder().contains("/java/");
  }

  /// The package, before it the module: two modules may not share one.
  private static String packageOf(Source source) {
    var module = source.path().substring(0, source.path().indexOf('/'));
    var folder = source.folder();
    return module + ":" + folder.substring(folder.indexOf("/java/") + 6).replace('/', '.');
  }

  private static void checkPackageInfo(Source source, List<Finding> findings) {
    if (!source.lines().contains("@NullMarked")) {
      findings.add(source.finding(1, "no `@NullMarked` (expected: every package has it); add it"));
    }
    if (source.lines().stream().noneMatch(line -> line.startsWith("/// "))) {
      findings.add(source.finding(1, "no `///` (expected: one sentence on what the package is)"));
    }
  }

  private static void checkExports(List<Source> sources, List<Finding> findings) {
    for (var source : sources) {
      if (source.path().equals(CORE + "module-info.java")) {
        var exported = source.text();
        for (var name : packagesOfCore(sources)) {
          if (!exported.contains("exports " + name + ";")) {
            findings.add(source.finding(1, "does not export `" + name + "`; export it"));
          }
        }
      }
    }
  }

  private static Set<String> packagesOfCore(List<Source> sources) {
    var packages = new TreeSet<String>();
    for (var source : sources) {
      if (source.path().startsWith(CORE + "io/") && !source.name().equals("package-info.java")) {
        packages.add(source.folder().substring(CORE.length()).replace('/', '.'));
      }
    }
    return packages;
  }
}
