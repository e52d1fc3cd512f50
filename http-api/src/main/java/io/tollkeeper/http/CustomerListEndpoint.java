package io.tollkeeper.http;

import java.util.List;
import java.util.concurrent.CompletionStage;

import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import io.tollkeeper.engine.entity.Roster;
import io.tollkeeper.http.write.CustomerListJson;

/** Which customers there are. */
final class CustomerListEndpoint {

  private static final Logger LOG = LoggerFactory.getLogger(CustomerListEndpoint.class);
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 500;

  private final Roster roster;

  CustomerListEndpoint(Roster roster) {
    this.roster = roster;
  }

  List<Endpoint> endpoints() {
    return List.of(Endpoint.get("/v1/customers", Access.AGENT, this::list));
  }

  private CompletionStage<HttpResponse> list(Call call) {
    var parameters = call.parameters();
    var payer = parameters.id("stripe_customer_id");
    var after = parameters.id("cursor");
    var limit = (int) parameters.wholeNumber("limit", 1, MAX_LIMIT).orElse(DEFAULT_LIMIT);
    parameters.end();
    // One more than is asked for tells whether there is another page.
    return roster.customers(call.tenant(), payer, after, limit + 1).handle((customers, failure) -> {
      if (failure == null) return Responses.json(200, CustomerListJson.page(customers, limit));
      LOG.warn("the customers cannot be listed: {}", failure.toString());
      return Responses.of(Told.unavailable());
    });
  }
}
