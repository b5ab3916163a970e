package io.counterfoil.server.scan;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// Finds as a log of static analysis (SARIF 2.1.0), as code hosts and editors read it.
public final class Sarif {
  private static final String RULE = "counterfoil-token";

  private Sarif() {}

  /// The log.
  public static ObjectNode of(List<Find> finds) {
    ObjectNode log = new ObjectMapper().createObjectNode();
    log.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json").put("version", "2.1.0");
    ObjectNode run = log.putArray("runs").addObject();
    ObjectNode driver = run.putObject("tool").putObject("driver");
    driver.put("name", "counterfoil scan");
    ObjectNode rule = driver.putArray("rules").addObject();
    rule.put("id", RULE);
    rule.putObject("shortDescription").put("text", "An appToken of Counterfoil is in the open");
    rule.putObject("help")
        .put("text", "Quarantine the key, renew its token, and take the old one out of here.");
    ArrayNode results = run.putArray("results");
    finds.forEach(find -> add(results, find));
    return log;
  }

  private static void add(ArrayNode results, Find find) {
    ObjectNode result = results.addObject().put("ruleId", RULE).put("level", "error");
    String commit = find.commit();
    result
        .putObject("message")
        .put(
            "text",
            "appToken `" + find.shown() + "`" + (commit == null ? "" : ", in commit " + commit));
    ObjectNode place = result.putArray("locations").addObject().putObject("physicalLocation");
    place.putObject("artifactLocation").put("uri", find.place().replace('\\', '/'));
    place.putObject("region").put("startLine", find.line());
    result.putObject("partialFingerprints").put("token/v1", find.fingerprint());
  }
}
