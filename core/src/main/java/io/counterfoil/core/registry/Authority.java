package io.counterfoil.core.registry;

import static io.counterfoil.core.role.Administration.CREATE_ROLE;
import static io.counterfoil.core.role.Administration.EDIT_ADMIN_USERS;
import static io.counterfoil.core.role.Administration.EDIT_API_KEYS;
import static io.counterfoil.core.role.Administration.EDIT_API_KEYS_SETTINGS;
import static io.counterfoil.core.role.Administration.REMOVE_USER;
import static io.counterfoil.core.role.Administration.RENEW_API_TOKEN;
import static io.counterfoil.core.role.Administration.SAVE_ACCOUNT;
import static io.counterfoil.core.role.Administration.SAVE_USER;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.KeyCreation;
import io.counterfoil.core.change.AccountCommand;
import io.counterfoil.core.change.Command;
import io.counterfoil.core.change.ImportCommand;
import io.counterfoil.core.change.KeyCommand;
import io.counterfoil.core.change.LeakCommand;
import io.counterfoil.core.change.NodeCommand;
import io.counterfoil.core.change.OutboxCommand;
import io.counterfoil.core.change.PeopleCommand;
import io.counterfoil.core.change.PersonCommand;
import io.counterfoil.core.change.RoleCommand;
import io.counterfoil.core.change.SponsorCommand;
import io.counterfoil.core.change.TokenCommand;
import io.counterfoil.core.decision.AccountView;
import io.counterfoil.core.decision.Attempt;
import io.counterfoil.core.decision.Credentials;
import io.counterfoil.core.decision.Decision;
import io.counterfoil.core.decision.Refusal;
import io.counterfoil.core.decision.Snapshot;
import io.counterfoil.core.decision.Verifier;
import io.counterfoil.core.decision.Wanted;
import io.counterfoil.core.decision.Where;
import io.counterfoil.core.key.Digester;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.role.Requirement;
import io.counterfoil.core.role.ResourceKey;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/// Says who may do what to an account. It asks the same [Verifier] as every request does, with the
/// command's resources; only the Sponsor's rule is its own. Safe for use by many threads.
public final class Authority {
  private final Snapshot snapshot;
  private final Verifier verifier;
  private final Consumer<Ruling> told;

  /// An authority that judges by the snapshot.
  public Authority(Snapshot snapshot, Digester digester) {
    this(snapshot, digester, _ -> {});
  }

  /// The same that tells somebody of each ruling; whoever is told does not keep it waiting.
  public Authority(Snapshot snapshot, Digester digester, Consumer<Ruling> told) {
    this.snapshot = snapshot;
    this.told = told;
    verifier = new Verifier(digester);
  }

  /// What was decided on who, and the attempt that it was decided on.
  public record Ruling(Decision decision, Attempt attempt) {}

  /// Whether the credentials may read or do what needs the resources in the account.
  public Ruling rule(Credentials credentials, Where where, Requirement needed, Instant at) {
    return rule(new Attempt(credentials, where, new Wanted.Resources(needed), at));
  }

  /// Decides on any attempt.
  public synchronized Ruling rule(Attempt attempt) {
    Ruling ruling = new Ruling(verifier.decide(snapshot, attempt), attempt);
    told.accept(ruling);
    return ruling;
  }

  /// Whether the credentials may have the command carried out.
  Ruling rule(Attempt attempt, Command command, AccountName account) {
    Ruling ruling = rule(attempt);
    AccountView view = snapshot.account(account);
    if (view == null
        || !(ruling.decision() instanceof Decision.Allowed(var revision, var caller, _, _))
        || view.isSponsor(caller)
        || !isSponsors(command, view)) {
      return ruling;
    }
    return new Ruling(
        new Decision.Refused(revision, new Refusal.SponsorRequired(), caller, account),
        ruling.attempt());
  }

  /// Whether only the account's Sponsor may ask that.
  private static boolean isSponsors(Command command, AccountView view) {
    return command instanceof AccountCommand.SetKeyCreation
        || command instanceof SponsorCommand
        || (command instanceof KeyCommand.CreateKey || command instanceof ImportCommand.ImportKeys)
            && view.account().keyCreation() == KeyCreation.SPONSOR_ONLY;
  }

  /// The resources that the command asks for; any one of them will do.
  ///
  /// Sources: VTEX's pages on API keys (`EditApiKeys`, `RenewApiToken`), its License Manager API
  /// reference (`Save_User`, `Remove_User`), its page on roles (`Create_Role`).
  static Requirement needs(Command command) {
    return Requirement.anyOf(
        switch (command) {
          case KeyCommand key -> forKeys(key);
          case RoleCommand role -> forRoles(role);
          case TokenCommand.AddSigningKey _ -> List.of(SAVE_ACCOUNT);
          case TokenCommand.RevokeAccessToken _ -> List.of(EDIT_API_KEYS, SAVE_USER);
          case ImportCommand _, LeakCommand.ReportLeak _ -> List.of(EDIT_API_KEYS, SAVE_USER);
          case LeakCommand.SetOnLeak _ -> List.of(SAVE_ACCOUNT);
          case OutboxCommand _, NodeCommand _ -> List.of(SAVE_ACCOUNT);
          case PeopleCommand person -> forPeople(person);
          case AccountCommand.SetRenewalPeriod _ -> List.of(EDIT_API_KEYS_SETTINGS, SAVE_ACCOUNT);
          case PersonCommand _, AccountCommand _, SponsorCommand _ -> List.of(SAVE_ACCOUNT);
        });
  }

  private static List<ResourceKey> forKeys(KeyCommand command) {
    return switch (command) {
      case KeyCommand.CreateKey _,
          KeyCommand.SetKeyActive _,
          KeyCommand.RelabelKey _,
          KeyCommand.EditKey _,
          KeyCommand.SetKeyRoles _,
          KeyCommand.DeleteKey _,
          KeyCommand.RestoreKey _,
          KeyCommand.PurgeKey _,
          KeyCommand.QuarantineKey _,
          KeyCommand.ReleaseKey _,
          KeyCommand.AddExternalKey _,
          KeyCommand.RemoveExternalKey _ ->
          List.of(EDIT_API_KEYS, SAVE_USER);
      case KeyCommand.StartRenewal _,
          KeyCommand.FinishRenewal _,
          KeyCommand.UndoRenewal _,
          KeyCommand.OpenLink _,
          KeyCommand.ExpireLink _ ->
          List.of(RENEW_API_TOKEN);
      case KeyCommand.CancelLink _ -> List.of(EDIT_API_KEYS, RENEW_API_TOKEN, SAVE_USER);
    };
  }

  private static List<ResourceKey> forRoles(RoleCommand command) {
    return switch (command) {
      case RoleCommand.LinkRoles(_, var holder, _) -> linking(holder);
      case RoleCommand.UnlinkRole(_, var holder, _) -> linking(holder);
      case RoleCommand.CreateRole _,
          RoleCommand.EditRole _,
          RoleCommand.CloneRole _,
          RoleCommand.DeleteRole _ ->
          List.of(CREATE_ROLE);
      case RoleCommand.AddResource _, RoleCommand.RemoveResource _, RoleCommand.ImportCatalogue _ ->
          List.of(SAVE_ACCOUNT);
    };
  }

  private static List<ResourceKey> forPeople(PeopleCommand command) {
    return switch (command) {
      case PeopleCommand.AddUser _,
          PeopleCommand.InviteUser _,
          PeopleCommand.ResendInvitation _,
          PeopleCommand.CancelInvitation _,
          PeopleCommand.ResetSecondFactor _ ->
          List.of(SAVE_USER, EDIT_ADMIN_USERS);
      case PeopleCommand.RemoveUser _ -> List.of(SAVE_USER, REMOVE_USER, EDIT_ADMIN_USERS);
    };
  }

  private static List<ResourceKey> linking(Holder holder) {
    return switch (holder) {
      case Holder.OfKey _ -> List.of(EDIT_API_KEYS, SAVE_USER);
      case Holder.OfUser _ -> List.of(SAVE_USER, EDIT_ADMIN_USERS);
    };
  }

  /// Whether only whoever runs the deployment may ask that.
  static boolean isOperators(Command command) {
    return command instanceof PersonCommand
        || command instanceof TokenCommand.AddSigningKey
        || command instanceof NodeCommand
        || command instanceof PeopleCommand.ResetSecondFactor
        || command instanceof SponsorCommand.ForceSponsor
        || command instanceof AccountCommand.CreateAccount
        || command instanceof ImportCommand.AdoptToken
        || command instanceof AccountCommand.SetAccountState
        || command instanceof OutboxCommand.RevealSecret
        || command instanceof OutboxCommand.EndpointGone
        || command instanceof RoleCommand.AddResource
        || command instanceof RoleCommand.RemoveResource
        || command instanceof RoleCommand.ImportCatalogue
        || command instanceof KeyCommand.PurgeKey
        || command instanceof KeyCommand.OpenLink
        || command instanceof KeyCommand.ExpireLink;
  }
}
