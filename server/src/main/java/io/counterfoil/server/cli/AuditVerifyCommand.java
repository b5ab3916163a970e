package io.counterfoil.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.counterfoil.core.account.Revision;
import io.counterfoil.core.change.ChainCheck.Flaw;
import io.counterfoil.core.store.StoreException;
import io.counterfoil.server.audit.AuditKey;
import io.counterfoil.server.audit.ExportCheck;
import io.counterfoil.server.audit.SignedHead;
import io.counterfoil.server.wiring.DataDirectory;
import io.counterfoil.store.RecordCheck;
import io.counterfoil.store.StoreAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `counterfoil audit verify`: walks the chain of a record or of an export, without a server, and
/// names the first entry that was altered, removed or moved.
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = "Verifies a record or an export, offline; names the first bad entry.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class AuditVerifyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description = "What `audit export` wrote; the record itself if unset.")
  private @Nullable Path file;

  @Option(names = "--data", paramLabel = "DIR", description = "The data directory of the record.")
  private @Nullable Path data;

  @Option(names = "--store", description = "The store's address; embedded in --data if unset.")
  private @Nullable String store;

  @Option(
      names = "--head",
      paramLabel = "FILE",
      description =
          "A head that `audit head` printed earlier: finds what was cut off or rewritten.")
  private @Nullable Path head;

  @Option(
      names = "--public-key",
      paramLabel = "KEY",
      description = "Who must have signed; the key in --data if unset, else whoever did.")
  private @Nullable String publicKey;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() {
    Path directory = data == null && store == null && file == null ? named() : data;
    String signer = publicKey;
    if (signer == null && directory != null) {
      signer = DataDirectory.auditPublicKey(directory);
    }
    Revision kept = head == null ? null : kept(head, signer);
    Path export = file;
    return export == null ? verifyRecord(directory, kept) : verifyExport(export, kept, signer);
  }

  private Path named() {
    String named = System.getenv("COUNTERFOIL_DATA");
    if (named == null) {
      throw new ParameterException(
          spec.commandLine(), "verify what? (expected: FILE, --data DIR or --store ADDRESS)");
    }
    return Path.of(named);
  }

  private static Revision kept(Path file, @Nullable String signer) {
    SignedHead signed;
    try {
      signed = SignedHead.of(new ObjectMapper().readTree(Files.readString(file)));
    } catch (IOException | IllegalArgumentException e) {
      throw new FailedException(
          "file `"
              + file
              + "` is no signed head (expected: what `counterfoil audit head` printed)");
    }
    if (!signed.isSigned()) {
      throw new FailedException(
          "file `" + file + "`: the signature is not of what it says (expected: unaltered)");
    }
    if (signer != null && !signer.equals(signed.publicKey())) {
      throw new FailedException(
          "file `"
              + file
              + "` was signed by "
              + AuditKey.fingerprint(signed.publicKey())
              + " (expected: "
              + AuditKey.fingerprint(signer)
              + ")");
    }
    return signed.revision();
  }

  private int verifyRecord(@Nullable Path directory, @Nullable Revision kept) {
    String address = store;
    if (address == null) {
      if (directory == null) {
        throw new ParameterException(
            spec.commandLine(), "verify what? (expected: --data DIR or --store ADDRESS)");
      }
      address = DataDirectory.storeAddress(directory);
    }
    try {
      var verdict = RecordCheck.of(StoreAddress.parse(address), kept);
      Flaw flaw = verdict.flaw();
      Map<String, Object> found = found(verdict.last(), verdict.last().number());
      if (flaw != null) {
        found.put("firstBadEntry", flaw.number());
      }
      return say(found, flaw == null ? null : flaw.toString());
    } catch (StoreException e) {
      throw new FailedException(String.valueOf(e.getMessage()));
    }
  }

  private int verifyExport(Path export, @Nullable Revision kept, @Nullable String signer) {
    try (BufferedReader lines = Files.newBufferedReader(export)) {
      var verdict = new ExportCheck(kept, signer).check(lines);
      Map<String, Object> found = found(verdict.last(), verdict.entries());
      found.put("whole", verdict.whole());
      found.put("signedBy", AuditKey.fingerprint(verdict.signer()));
      return say(found, verdict.flaw());
    } catch (IOException e) {
      throw new FailedException(
          "file `" + export + "` cannot be read (expected: an export in UTF-8)");
    }
  }

  private static Map<String, Object> found(Revision last, long entries) {
    Map<String, Object> found = new LinkedHashMap<>();
    found.put("entries", entries);
    found.put("upTo", last.token());
    return found;
  }

  private int say(Map<String, Object> found, @Nullable String flaw) {
    var out = spec.commandLine().getOut();
    found.put("sound", flaw == null);
    if (flaw != null) {
      found.put("flaw", flaw);
    }
    if (json) {
      JsonNode shown = new ObjectMapper().valueToTree(found);
      out.println(shown.toPrettyString());
    } else if (flaw == null) {
      found.remove("sound");
      out.println("sound");
      found.forEach((name, value) -> out.println("  " + name + "  " + value));
    }
    if (flaw != null) {
      spec.commandLine().getErr().println("counterfoil: the audit log is not sound: " + flaw);
    }
    return flaw == null ? 0 : 1;
  }
}
