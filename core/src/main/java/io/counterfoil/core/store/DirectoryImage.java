package io.counterfoil.core.store;

import io.counterfoil.core.change.Change;
import io.counterfoil.core.change.ChangeCodec;
import io.counterfoil.core.feed.Redaction;
import io.counterfoil.core.role.RoleId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Everything of a [Directory] but its key table as bytes: the changes that build it, behind the
/// numbered sets of roles that the key table refers to.
final class DirectoryImage {
  private DirectoryImage() {}

  /// @param isForVerifiers whether what no verifier needs is left out
  static byte[] encode(Directory directory, boolean isForVerifiers) {
    List<Set<RoleId>> sets = directory.people().roleSets().all();
    List<Change> all = changes(directory);
    byte[] changes = ChangeCodec.encode(isForVerifiers ? Redaction.forVerifiers(all) : all);
    int words = 1 + sets.stream().mapToInt(set -> 1 + set.size()).sum();
    ByteBuffer bytes = ByteBuffer.allocate(words * Integer.BYTES + changes.length);
    bytes.putInt(sets.size());
    for (Set<RoleId> set : sets) {
      bytes.putInt(set.size());
      set.forEach(id -> bytes.putInt(id.value()));
    }
    return bytes.put(changes).array();
  }

  private static List<Change> changes(Directory directory) {
    List<Change> changes = new ArrayList<>(directory.people().changes());
    changes.addAll(directory.links().changes());
    changes.addAll(directory.signIns().changes());
    changes.addAll(directory.leaks().changes());
    changes.addAll(directory.accessTokens().changes());
    changes.addAll(directory.answers().changes());
    changes.addAll(directory.endpoints().changes());
    changes.addAll(directory.nodes().changes());
    changes.addAll(directory.agenda().changes());
    return changes;
  }

  /// Fills the directory with what the bytes say; the sets keep their numbers.
  static void decode(ByteBuffer bytes, Directory directory) {
    Accounts into = directory.people();
    List<Set<RoleId>> sets = sets(bytes);
    byte[] changes = new byte[bytes.remaining()];
    bytes.get(changes);
    for (Change change : ChangeCodec.decode(changes)) {
      switch (change) {
        case Change.CataloguePut(var catalogue) -> into.put(catalogue);
        case Change.AccountPut(var account) -> into.put(account);
        case Change.UserPut(var user) -> into.put(user);
        case Change.RolePut(var role) -> into.put(role);
        case Change.GrantPut(var grant) -> into.put(grant);
        case Change.OfTokens put -> directory.accessTokens().apply(put);
        case Change.LeakPut(var leak) -> directory.leaks().put(leak);
        case Change.OnLeakPut(var account, var rule) -> directory.leaks().put(account, rule);
        case Change.LinkPut(var link) -> directory.links().put(link);
        case Change.PassPut(var pass) -> directory.signIns().put(pass);
        case Change.RulesPut(var rules) -> directory.signIns().put(rules);
        case Change.SignInPut(var signIn) -> directory.signIns().put(signIn);
        case Change.EndpointPut(var endpoint) -> directory.endpoints().put(endpoint);
        case Change.NodePut(var node) -> directory.nodes().put(node);
        case Change.StalenessPut(var account, var limit) -> directory.nodes().put(account, limit);
        case Change.RequestAnswered(var request) -> directory.answers().put(request);
        case Change.KeyPut(var key) -> directory.agenda().put(key);
        case Change.GrantRemoved _,
            Change.ForeignHashPut _,
            Change.ForeignHashRemoved _,
            Change.RoleRemoved _,
            Change.LinkRemoved _,
            Change.PassRemoved _,
            Change.EndpointRemoved _,
            Change.NodeRemoved _,
            Change.RequestForgotten _ ->
            throw new IllegalArgumentException(
                "a change that takes something away, among what there is");
      }
    }
    sets.forEach(into.roleSets()::number); // once all roles are there: each set is resolved once
    into.publish();
  }

  private static List<Set<RoleId>> sets(ByteBuffer bytes) {
    List<Set<RoleId>> sets = new ArrayList<>();
    int count = bytes.getInt();
    for (int i = 0; i < count; i++) {
      int size = bytes.getInt();
      Set<RoleId> set = new HashSet<>();
      for (int j = 0; j < size; j++) {
        set.add(new RoleId(bytes.getInt()));
      }
      sets.add(Set.copyOf(set));
    }
    return sets;
  }
}
