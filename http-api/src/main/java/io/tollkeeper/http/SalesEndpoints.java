package io.tollkeeper.http;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import org.apache.pekko.http.javadsl.model.HttpResponse;
import io.tollkeeper.engine.domain.Catalogue;
import io.tollkeeper.engine.domain.CustomerView;
import io.tollkeeper.engine.domain.Pack;
import io.tollkeeper.engine.domain.Plan;
import io.tollkeeper.engine.entity.Catalogues;
import io.tollkeeper.engine.entity.Engine;
import io.tollkeeper.engine.entity.Reply;
import io.tollkeeper.engine.entity.Request;
import io.tollkeeper.http.Storefront.Purchase;
import io.tollkeeper.http.Storefront.Visit;
import io.tollkeeper.http.problem.Code;
import io.tollkeeper.http.problem.Malformed;
import io.tollkeeper.http.problem.ProblemDetails;
import io.tollkeeper.http.wire.JsonBody;

/** Links to pages of the payment provider, on which a customer buys or looks after what it has bought. */
final class SalesEndpoints {

  // What Stripe itself can sell of one line.
  private static final long MAX_QUANTITY = 999_999;
  private static final int MAX_REPEAT_KEY = 255;

  private final Engine engine;
  private final Catalogues catalogues;
  private final Storefront storefront;

  SalesEndpoints(Engine engine, Catalogues catalogues, Storefront storefront) {
    this.engine = engine;
    this.catalogues = catalogues;
    this.storefront = storefront;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.post("/v1/customers/{customer}/checkout", Access.ADMIN, this::checkout),
        Endpoint.post("/v1/customers/{customer}/portal", Access.ADMIN, this::portal));
  }

  /** What is wished for. */
  private record Wish(Purchase.Item item, String key, long quantity, String successUrl, Optional<String> cancelUrl,
      String repeatKey) {}

  private CompletionStage<HttpResponse> checkout(Call call) {
    call.refuseParameters();
    var customer = call.customer();
    var wish = wish(call);
    if (!storefront.isOpen(call.tenant())) return closed();
    var prices = prices(wish, catalogues.current(call.tenant()));
    if (prices.isEmpty()) return now(noSuch(wish));
    // Any of them sells it; the same one each time.
    var price = prices.get().stream().sorted().findFirst().orElseThrow(() -> Malformed.request(pointer(wish),
        "the catalogue has no stripe_prices for " + wish.key() + ", so it is not for sale"));
    return withCustomer(call, view -> storefront.checkout(new Purchase(customer, payer(view), wish.item(), wish.key(),
        price, wish.quantity(), wish.successUrl(), wish.cancelUrl(), wish.repeatKey()))
        .thenApply(visit -> response(visit, true)));
  }

  private CompletionStage<HttpResponse> portal(Call call) {
    call.refuseParameters();
    var customer = call.customer();
    var fields = call.fieldsIfAny();
    var returnUrl = fields.address("return_url");
    fields.end();
    if (!storefront.isOpen(call.tenant())) return closed();
    return withCustomer(call, view -> payer(view)
        .map(payer -> storefront.portal(customer, payer, returnUrl).thenApply(visit -> response(visit, false)))
        .orElseGet(() -> now(Responses.problem(Code.NO_STRIPE_CUSTOMER,
            "the customer has no stripe_customer_id: it has bought nothing yet, and none was given"))));
  }

  private static Wish wish(Call call) {
    var fields = call.fields();
    var pack = fields.optionalKey("pack");
    var plan = fields.optionalKey("plan");
    var quantity = fields.quantity("quantity", 1, MAX_QUANTITY).orElse(1);
    var success = fields.required("success_url", fields.address("success_url"));
    var cancel = fields.address("cancel_url");
    fields.end();
    if (pack.isPresent() == plan.isPresent())
      throw Malformed.request("/pack", "exactly one of pack and plan is to be given");
    return new Wish(pack.isPresent() ? Purchase.Item.PACK : Purchase.Item.PLAN, pack.or(() -> plan).orElseThrow(),
        quantity, success, cancel, repeatKey(call));
  }

  private static String repeatKey(Call call) {
    var given = call.header("Idempotency-Key");
    if (given.isEmpty()) return UUID.randomUUID().toString();
    if (given.get().isBlank() || given.get().length() > MAX_REPEAT_KEY)
      throw Malformed.request("/Idempotency-Key", "the header has 1 to " + MAX_REPEAT_KEY + " characters");
    return given.get();
  }

  /** By which it is sold; empty if there is no such thing. */
  private static Optional<Set<String>> prices(Wish wish, Catalogue catalogue) {
    return switch (wish.item()) {
      case PACK -> catalogue.pack(wish.key()).map(Pack::stripePrices);
      case PLAN -> catalogue.plan(wish.key()).map(Plan::stripePrices);
    };
  }

  private static HttpResponse noSuch(Wish wish) {
    return switch (wish.item()) {
      case PACK -> Responses.problem(Code.PACK_NOT_FOUND, "the catalogue has no pack " + wish.key());
      case PLAN -> Responses.problem(Code.PLAN_NOT_FOUND, "the catalogue has no plan " + wish.key());
    };
  }

  private static String pointer(Wish wish) {
    return switch (wish.item()) {
      case PACK -> "/pack";
      case PLAN -> "/plan";
    };
  }

  private CompletionStage<HttpResponse> withCustomer(Call call,
      Function<CustomerView, CompletionStage<HttpResponse>> answer) {
    var customer = call.customer();
    return engine.ask(customer, new Request.Show()).thenCompose(reply -> {
      if (reply instanceof Reply.Answered<Optional<CustomerView>>(var found) && found.isPresent())
        return answer.apply(found.get());
      return now(Responses.reply(reply, _ -> Responses.noCustomer(customer.customer())));
    });
  }

  private static Optional<String> payer(CustomerView view) {
    return Optional.of(view.profile().stripeCustomer()).filter(id -> !id.isEmpty());
  }

  private static HttpResponse response(Visit visit, boolean withId) {
    return switch (visit) {
      case Visit.Page(var id, var url) -> Responses.json(200, JsonBody.object(out -> {
        out.writeStringField("url", url);
        if (withId) out.writeStringField("session", id);
      }));
      case Visit.Refused(var code) -> Responses.problem(Code.STRIPE_REFUSED, "Stripe does not accept this: " + code);
      case Visit.Reused _ -> Responses.problem(
          ProblemDetails.at(Code.ID_REUSED, "/Idempotency-Key", "the key was used before, with other content"));
      case Visit.Unavailable _ -> Responses.problem(Code.UNAVAILABLE,
          "Stripe cannot be asked for the moment; try again with the same Idempotency-Key.");
    };
  }

  private static CompletionStage<HttpResponse> closed() {
    return now(Responses.problem(Code.STRIPE_NOT_CONFIGURED, "There is no STRIPE_API_KEY for this tenant."));
  }

  private static CompletionStage<HttpResponse> now(HttpResponse response) {
    return CompletableFuture.completedStage(response);
  }
}
