package io.tollkeeper.http;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import org.apache.pekko.http.javadsl.model.HttpResponse;
import io.tollkeeper.engine.domain.EntryType;
import io.tollkeeper.engine.entity.History;
import io.tollkeeper.http.problem.Malformed;
import io.tollkeeper.http.read.Parameters;
import io.tollkeeper.http.wire.Cursors;
import io.tollkeeper.http.wire.Words;
import io.tollkeeper.http.write.LedgerJson;

/** Where the credits went. */
final class LedgerEndpoints {

  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 500;
  private static final Map<String, EntryType> TYPES = Words.of(List.of(EntryType.values()));

  private final History history;

  LedgerEndpoints(History history) {
    this.history = history;
  }

  List<Endpoint> endpoints() {
    return List.of(Endpoint.get("/v1/customers/{customer}/ledger", Access.AGENT, this::ledger));
  }

  private CompletionStage<HttpResponse> ledger(Call call) {
    var customer = call.customer();
    var query = query(call.parameters());
    return history.ledger(customer, query).thenApply(
        reply -> Responses.reply(reply, page -> Responses.found(page, customer.customer(), LedgerJson::page)));
  }

  private static History.Query query(Parameters parameters) {
    var before = parameters.text("cursor").map(text -> Cursors.read(text, "/cursor"));
    var limit = (int) parameters.wholeNumber("limit", 1, MAX_LIMIT).orElse(DEFAULT_LIMIT);
    var type = parameters.word("type", TYPES);
    var feature = parameters.key("feature");
    var run = parameters.id("run_id");
    var from = parameters.time("from");
    var to = parameters.time("to");
    parameters.end();
    if (from.isPresent() && to.isPresent() && from.get().isAfter(to.get()))
      throw Malformed.request("/to", "this is before from");
    return new History.Query(before, limit, type, feature, run, from, to);
  }
}
