package io.counterfoil.server.admin;

import io.counterfoil.core.store.StoreException;
import io.counterfoil.edge.ProblemJson;
import io.counterfoil.server.control.Access;
import io.counterfoil.server.control.Parts;
import io.counterfoil.server.control.StoreTrouble;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The admin API: each operation of `openapi.yaml` with what answers it.
public final class AdminRoutes {
  private final Parts parts;
  private final Access access;
  private final List<Route> routes = new ArrayList<>();

  /// One operation.
  ///
  /// @param path with `{parameters}`, as the OpenAPI document writes it
  record Route(HttpMethod method, String path, Consumer<Exchange> answer) {}

  /// Routes over the parts.
  public AdminRoutes(Parts parts) {
    this.parts = parts;
    access = new Access(parts, "admin", true);
    View view = new View(parts.directory(), parts.clock());
    new AccountRoutes(parts, view).addTo(this);
    new KeyRoutes(parts, view).addTo(this);
    new ExternalKeyRoutes(parts, view).addTo(this);
    new RenewalRoutes(parts, view).addTo(this);
    new LinkRoutes(parts, view).addTo(this);
    new RoleRoutes(parts, view).addTo(this);
    new UserRoutes(parts, view).addTo(this);
    new InvitationRoutes(parts, view).addTo(this);
    new SponsorRoutes(parts).addTo(this);
    new ResourceRoutes(parts, view).addTo(this);
    new CatalogueRoutes(parts, view).addTo(this);
    new ImportRoutes(parts).addTo(this);
    new LeakRoutes(parts).addTo(this);
    new ExportRoutes(parts).addTo(this);
    new AuditRoutes(parts).addTo(this);
    var refusals = new RefusalRoutes(parts, view);
    refusals.addTo(this);
    var tried = new TriedView(parts, view);
    new ExplanationRoutes(parts, tried, refusals).addTo(this);
    new CanRoutes(tried).addTo(this);
    new WhatIfRoutes(parts).addTo(this);
    new UsageRoutes(parts).addTo(this);
    new RightSizingRoutes(parts, view).addTo(this);
    new AlarmRoutes(parts).addTo(this);
    new OutboxRoutes(parts).addTo(this);
    new NodeRoutes(parts).addTo(this);
    WhoView who = new WhoView(parts, view);
    SessionOpening opening = new SessionOpening(parts, who);
    new SignInRoutes(parts, opening).addTo(this);
    new LinkSignInRoutes(parts, opening).addTo(this);
    new PasswordRoutes(parts, opening).addTo(this);
    new SecondFactorRoutes(parts).addTo(this);
    new OidcRoutes(parts, opening).addTo(this);
    new OAuthRoutes(parts).addTo(this);
    new AuthzenRoutes(parts).addTo(this);
    new SessionRoutes(parts, who).addTo(this);
    new FirstStepsRoutes(parts, view).addTo(this);
    new WebhookRoutes(parts, view).addTo(this);
  }

  void add(HttpMethod method, String path, Consumer<Exchange> answer) {
    routes.add(new Route(method, path, answer));
  }

  List<Route> routes() {
    return List.copyOf(routes);
  }

  /// Adds every operation, and the document that describes them.
  public void mount(Router router) {
    routes.forEach(route ->
        router
            .route(route.method(), route.path().replaceAll("\\{(\\w+)}", ":$1"))
            .blockingHandler(context -> answer(route, context), false));
    var document = new OpenApiDocument(parts.publicUrl());
    router.get("/openapi.json").handler(document::answer);
  }

  private void answer(Route route, RoutingContext context) {
    try {
      Exchange exchange = new Exchange(parts, access, context);
      exchange.checkCsrf();
      route.answer().accept(exchange);
    } catch (RejectedException e) {
      new Exchange(parts, access, context).problem(e.problem());
    } catch (BadRequestException e) {
      ProblemJson.problem(context.response(), e.status(), String.valueOf(e.getMessage()));
    } catch (StoreException e) {
      StoreTrouble.answer(context.response(), e);
    } catch (IllegalArgumentException e) {
      ProblemJson.problem(context.response(), 400, String.valueOf(e.getMessage()));
    }
  }
}
