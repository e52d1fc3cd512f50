package io.tollkeeper.http;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;

import org.apache.pekko.http.javadsl.model.HttpResponse;
import io.tollkeeper.engine.entity.Engine;
import io.tollkeeper.http.wire.Words;

/** May it be done, do it, pay for it: the calls that are made all the time, one operation each. */
final class WorkEndpoints {

  private final Engine engine;
  private final Operations operations;

  WorkEndpoints(Engine engine, Operations operations) {
    this.engine = engine;
    this.operations = operations;
  }

  List<Endpoint> endpoints() {
    return Arrays.stream(Verb.values())
        .map(verb -> Endpoint.post("/v1/" + Words.of(verb), Access.AGENT, call -> work(verb, call))).toList();
  }

  private CompletionStage<HttpResponse> work(Verb verb, Call call) {
    call.refuseParameters();
    return operations.read(verb, call.fields(), call.tenant()).ask(engine).thenApply(Responses::of);
  }
}
