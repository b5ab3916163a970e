package io.counterfoil.core.change;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.role.Catalogue;
import io.counterfoil.core.role.CredentialKind;
import io.counterfoil.core.role.Operation;
import io.counterfoil.core.role.PathTemplate;
import io.counterfoil.core.role.Requirement;
import io.counterfoil.core.role.Resource;
import io.counterfoil.core.role.ResourceKey;
import io.counterfoil.core.role.Role;
import io.counterfoil.core.role.RoleId;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Catalogues and roles as bytes.
final class CatalogueCodec {
  private static final int NOTHING = 0;
  private static final int ANY_OF = 1;
  private static final int ALL_OF = 2;

  private CatalogueCodec() {}

  static void write(Sink sink, Catalogue catalogue) {
    sink.text(catalogue.name());
    sink.text(catalogue.version());
    sink.list(catalogue.resources(), CatalogueCodec::write);
    sink.list(catalogue.roles(), CatalogueCodec::write);
    sink.list(catalogue.operations(), CatalogueCodec::write);
  }

  static Catalogue catalogue(Source source) {
    return new Catalogue(
        source.text(),
        source.text(),
        source.list(CatalogueCodec::resource),
        source.list(CatalogueCodec::role),
        source.list(CatalogueCodec::operation));
  }

  private static void write(Sink sink, Resource resource) {
    sink.text(resource.key().value());
    sink.text(resource.name());
    sink.text(resource.product());
    sink.text(resource.category());
    sink.number(resource.number());
    sink.number(resource.productNumber());
    sink.flag(resource.internal());
    sink.flag(resource.storefront());
    sink.flag(resource.custom());
  }

  private static Resource resource(Source source) {
    return new Resource(
        new ResourceKey(source.text()),
        source.text(),
        source.text(),
        source.text(),
        source.number(),
        source.number(),
        source.flag(),
        source.flag(),
        source.flag());
  }

  static void write(Sink sink, Role role) {
    sink.number(role.id().value());
    AccountName account = role.account();
    sink.absentOrText(account == null ? null : account.value());
    sink.text(role.name());
    sink.list(new TreeSet<>(role.resources()), (to, key) -> to.text(key.value()));
  }

  static Role role(Source source) {
    RoleId id = new RoleId(source.number());
    @Nullable String account = source.absentOrText();
    return new Role(
        id,
        account == null ? null : new AccountName(account),
        source.text(),
        new HashSet<>(keys(source)));
  }

  private static List<ResourceKey> keys(Source source) {
    return source.list(from -> new ResourceKey(from.text()));
  }

  private static void write(Sink sink, Operation operation) {
    sink.text(operation.method());
    sink.text(operation.template().value());
    sink.text(operation.name());
    sink.kind(
        switch (operation.requirement()) {
          case Requirement.Nothing() -> NOTHING;
          case Requirement.AnyOf _ -> ANY_OF;
          case Requirement.AllOf _ -> ALL_OF;
        });
    sink.list(operation.requirement().keys(), (to, key) -> to.text(key.value()));
    sink.list(new TreeSet<>(operation.accepts()), (to, kind) -> to.text(kind.name()));
  }

  private static Operation operation(Source source) {
    return new Operation(
        source.text(),
        new PathTemplate(source.text()),
        source.text(),
        requirement(source.kind(), keys(source)),
        new HashSet<>(source.list(from -> CredentialKind.valueOf(from.text()))));
  }

  private static Requirement requirement(int kind, List<ResourceKey> keys) {
    return switch (kind) {
      case NOTHING -> new Requirement.Nothing();
      case ANY_OF -> Requirement.anyOf(keys);
      case ALL_OF -> Requirement.allOf(keys);
      default ->
          throw new IllegalArgumentException("requirement of kind " + kind + " (expected: 0 to 2)");
    };
  }
}
