package io.tollkeeper.http;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import org.apache.pekko.http.javadsl.model.HttpResponse;
import io.tollkeeper.engine.entity.Engine;
import io.tollkeeper.http.problem.Malformed;
import io.tollkeeper.http.read.Fields;
import io.tollkeeper.http.wire.JsonBody;
import io.tollkeeper.http.wire.Words;

/** Many operations in one request. */
final class BatchEndpoint {

  private static final int MAX_OPERATIONS = 1_000;
  private static final int MAX_BYTES = 4 * 1024 * 1024;
  private static final Map<String, Verb> VERBS = Words.of(Arrays.asList(Verb.values()));

  private final Engine engine;
  private final Operations operations;

  BatchEndpoint(Engine engine, Operations operations) {
    this.engine = engine;
    this.operations = operations;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.post("/v1/batch", Access.AGENT, this::batch).taking(Set.of(MediaKind.JSON), MAX_BYTES));
  }

  private CompletionStage<HttpResponse> batch(Call call) {
    call.refuseParameters();
    var fields = call.fields();
    var bodies = fields.bodies("operations", MAX_OPERATIONS);
    fields.end();
    var batch = new Batch(bodies.size());
    for (int i = 0; i < bodies.size(); i++)
      add(batch, i, bodies.get(i), call.tenant());
    return batch.ask(engine).thenApply(BatchEndpoint::results);
  }

  private void add(Batch batch, int place, Supplier<Fields> body, String tenant) {
    try {
      var fields = body.get();
      var verb = fields.required("op", fields.word("op", VERBS));
      batch.add(place, operations.read(verb, fields, tenant));
    } catch (Malformed malformed) {
      batch.tell(place, Told.problem(malformed.problem()));
    }
  }

  private static HttpResponse results(List<Told> results) {
    return Responses.json(200, JsonBody.object(out -> {
      out.writeArrayFieldStart("results");
      for (var told : results) {
        out.writeStartObject();
        out.writeNumberField("status", told.status());
        out.writeObjectFieldStart("body");
        told.fields().write(out);
        out.writeEndObject();
        out.writeBooleanField("replayed", told.replayed());
        out.writeEndObject();
      }
      out.writeEndArray();
    }));
  }
}
