package io.counterfoil.server.tidy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Rules that a file's lines can answer.
final class TextRules {
  private static final int LINES = 500;

  /// Put together from pieces, so that this file does not break its own rule.
  private static final Pattern UNOWNED =
      Pattern.compile("\\b(" + "TO" + "DO|FIX" + "ME|HA" + "CK)\\b(?!\\(#\\d+\\))");

  private static final Pattern OUTSIDE =
      Pattern.compile("\\.\\./" + "shared\\b|/work/" + "(shared|wt|main)\\b");

  private TextRules() {}

  static List<Finding> check(Source source) {
    var findings = new ArrayList<Finding>();
    checkLength(source, findings);
    if (isProseOrCode(source)) {
      checkWords(source, findings);
    }
    if (source.isJava()) {
      checkComments(source, findings);
    }
    if (source.isJava() && source.isTest()) {
      checkWaiting(source, findings);
    }
    return findings;
  }

  private static boolean isProseOrCode(Source source) {
    return source.isScript()
        || source.endsWith(".java", ".ts", ".tsx", ".js", ".css", ".html", ".sql", ".md", ".xml");
  }

  private static void checkLength(Source source, List<Finding> findings) {
    var counted = source.isScript() || source.endsWith(".java", ".ts", ".tsx", ".js", ".sql");
    var lines = source.lines().size();
    if (counted && lines > LINES) {
      findings.add(
          source.finding(
              lines,
              lines + " lines (expected: at most " + LINES + "); give each thing its own file"));
    }
  }

  private static void checkWords(Source source, List<Finding> findings) {
    find(source, UNOWNED, "has no owner; do it now, or name its issue as (#12)", findings);
    find(source, OUTSIDE, "lies outside the repository; say it here", findings);
  }

  private static void checkComments(Source source, List<Finding> findings) {
    for (int i = 0; i < source.lines().size(); i++) {
      if (source.lines().get(i).strip().startsWith("/**")) {
        findings.add(source.finding(i + 1L, "`/**` comment (expected: `///`, Markdown)"));
      }
    }
  }

  private static void checkWaiting(Source source, List<Finding> findings) {
    find(
        source,
        Pattern.compile("Thread\\." + "sleep|@" + "Disabled\\b"),
        "in a test (expected: no test sleeps or is skipped); wait for the event, mend the test",
        findings);
  }

  private static void find(Source source, Pattern word, String what, List<Finding> findings) {
    for (int i = 0; i < source.lines().size(); i++) {
      var match = word.matcher(source.lines().get(i));
      if (match.find()) {
        findings.add(source.finding(i + 1L, "`" + match.group() + "` " + what));
      }
    }
  }
}
