package io.counterfoil.bench;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.AuthorizationRequest;
import com.cedarpolicy.model.AuthorizationResponse;
import com.cedarpolicy.model.entity.Entities;
import com.cedarpolicy.model.entity.Entity;
import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.exception.CacheException;
import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.value.EntityUID;
import io.counterfoil.core.role.ResourceKey;
import io.counterfoil.core.role.Role;
import io.counterfoil.server.catalogue.CatalogueFile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.casbin.jcasbin.main.Enforcer;
import org.casbin.jcasbin.model.Model;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Policy engines that decide in process whether a key's role holds a resource: beside
/// [PartsBenchmark#permission()]. They know the same roles and 1,000 keys, and check no credential.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx1g", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"})
public class RivalBenchmark {
  private static final int KEYS = 1000;
  private static final String ROLE_BASED =
      """
      [request_definition]
      r = sub, obj
      [policy_definition]
      p = sub, obj
      [role_definition]
      g = _, _
      [policy_effect]
      e = some(where (p.eft == allow))
      [matchers]
      m = g(r.sub, p.sub) && r.obj == p.obj
      """;

  private final List<Role> roles = Population.useful(CatalogueFile.bundled());
  private final BasicAuthorizationEngine cedarEngine = new BasicAuthorizationEngine();
  private Enforcer casbinEngine = new Enforcer();
  private PolicySet policies = new PolicySet();
  private int next;

  /// Tells both engines the roles and the keys.
  @Setup
  public void teach() throws AuthException, CacheException {
    Model model = new Model();
    model.loadModelFromText(ROLE_BASED);
    casbinEngine = new Enforcer(model);
    casbinEngine.enableLog(false);
    for (Role role : roles) {
      for (ResourceKey resource : role.resources()) {
        casbinEngine.addPolicy("role" + role.id(), resource.value());
      }
    }
    for (int i = 0; i < KEYS; i++) {
      casbinEngine.addGroupingPolicy("key" + i, "role" + role(i).id());
    }
    policies = PolicySet.parsePolicies(cedarText());
    policies.cache();
  }

  private String cedarText() {
    return roles.stream()
        .map(role ->
            role.resources().stream()
                .map(resource -> "Resource::\"" + resource.value() + "\"")
                .collect(
                    Collectors.joining(
                        ", ",
                        "permit(principal in Role::\"%s\", action, resource) when {[ "
                            .formatted(role.id()),
                        "].contains(resource)};")))
        .collect(Collectors.joining("\n"));
  }

  private Role role(int key) {
    return roles.get(key % roles.size());
  }

  private String resource(int key) {
    return role(key).resources().iterator().next().value();
  }

  /// jCasbin, role-based.
  @Benchmark
  public boolean casbin() {
    int key = next++ % KEYS;
    return casbinEngine.enforce("key" + key, resource(key));
  }

  /// Cedar for Java, a policy a role, parsed beforehand.
  @Benchmark
  public AuthorizationResponse cedar() throws AuthException {
    int key = next++ % KEYS;
    EntityUID who = uid("Key::\"key" + key + "\"");
    Entity principal = new Entity(who, Set.of(uid("Role::\"" + role(key).id() + "\"")));
    AuthorizationRequest request =
        new AuthorizationRequest(
            who, uid("Action::\"use\""), uid("Resource::\"" + resource(key) + "\""), Map.of());
    return cedarEngine.isAuthorized(request, policies, new Entities(Set.of(principal)));
  }

  private static EntityUID uid(String text) {
    return EntityUID.parse(text).orElseThrow();
  }
}
