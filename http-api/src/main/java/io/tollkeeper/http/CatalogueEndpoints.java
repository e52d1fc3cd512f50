package io.tollkeeper.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.apache.pekko.http.javadsl.model.HttpResponse;
import io.tollkeeper.engine.domain.Catalogue;
import io.tollkeeper.engine.domain.CatalogueReader;
import io.tollkeeper.engine.domain.ClosedFeatures;
import io.tollkeeper.engine.domain.Problem;
import io.tollkeeper.engine.entity.CatalogueStore.Publication;
import io.tollkeeper.engine.entity.Catalogues;
import io.tollkeeper.engine.entity.Roster;
import io.tollkeeper.http.problem.Code;
import io.tollkeeper.http.problem.ProblemDetails;
import io.tollkeeper.http.read.Documents;
import io.tollkeeper.http.read.Json;
import io.tollkeeper.http.read.Parameters;
import io.tollkeeper.http.read.Yaml;
import io.tollkeeper.http.wire.Words;
import io.tollkeeper.http.write.CatalogueChanges;
import io.tollkeeper.http.write.CatalogueJson;
import io.tollkeeper.http.write.Concerned;

/** What is sold and what it costs: publishing it and reading what was published. */
final class CatalogueEndpoints {

  private static final int MAX_BYTES = 4 * 1024 * 1024;

  // The sentence is for people; the list beside it has them all.
  private static final int MAX_NAMED = 20;

  private static final Map<String, Boolean> TRUTHS = Map.of("true", true, "false", false);

  private final Catalogues catalogues;
  private final Roster roster;

  CatalogueEndpoints(Catalogues catalogues, Roster roster) {
    this.catalogues = catalogues;
    this.roster = roster;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.put("/v1/catalogue", Access.ADMIN, this::publish).taking(Set.of(MediaKind.JSON, MediaKind.YAML),
            MAX_BYTES),
        Endpoint.get("/v1/catalogue", Access.ADMIN, this::newest),
        Endpoint.get("/v1/catalogue/versions/{version}", Access.ADMIN, this::version));
  }

  private CompletionStage<HttpResponse> publish(Call call) {
    var parameters = call.parameters();
    var mode = new Mode(parameters.word("dry_run", TRUTHS).orElse(false),
        parameters.word("confirm", TRUTHS).orElse(false));
    parameters.end();
    var document = Documents.of(call.isYaml() ? Yaml.object(call.body()) : Json.object(call.body()));
    return switch (CatalogueReader.read(document)) {
      case CatalogueReader.Reading.Invalid(var problems) -> CompletableFuture.completedFuture(invalid(problems));
      case CatalogueReader.Reading.Valid(var catalogue) -> catalogues.publication(call.tenant(), Optional.empty())
          .thenCompose(before -> publish(call.tenant(), new Edition(document, catalogue), before, mode))
          .exceptionally(Faults::unavailable);
    };
  }

  /**
   * How a document was sent.
   *
   * @param dryRun only to be told what would change
   * @param confirmed by someone who knows that customers lose access
   */
  private record Mode(boolean dryRun, boolean confirmed) {}

  /** A document and the catalogue that it describes. */
  private record Edition(Map<String, Object> document, Catalogue catalogue) {}

  private CompletionStage<HttpResponse> publish(String tenant, Edition edition, Optional<Publication> newest,
      Mode mode) {
    var before = newest.map(publication -> catalogue(tenant, publication)).orElse(Catalogue.EMPTY);
    var problems = changedKinds(before, edition.catalogue());
    if (!problems.isEmpty()) return CompletableFuture.completedFuture(invalid(problems));
    var changes = CatalogueChanges.between(before, edition.catalogue());
    var closed = ClosedFeatures.between(before, edition.catalogue());
    if (mode.dryRun()) return tried(tenant, changes, closed);
    // What already is in force is not published again.
    if (newest.isPresent() && changes.isEmpty())
      return CompletableFuture.completedFuture(Responses.json(200, CatalogueJson.published(newest.get(), changes)));
    if (!closed.isEmpty() && !mode.confirmed())
      return CompletableFuture.completedFuture(unconfirmed(edition.catalogue(), closed));
    return catalogues.publish(tenant, edition.document())
        .thenApply(publication -> Responses.json(201, CatalogueJson.published(publication, changes)));
  }

  private CompletionStage<HttpResponse> tried(String tenant, CatalogueChanges changes, List<String> closed) {
    return roster.plans(tenant).thenCombine(roster.withoutPlan(tenant), (own, withoutPlan) -> Responses.json(200,
        CatalogueJson.valid(changes, closed, Concerned.of(changes, own, withoutPlan))));
  }

  private static HttpResponse unconfirmed(Catalogue catalogue, List<String> closed) {
    var whom = catalogue.defaultPlan().map(plan -> "customers of the default plan " + plan.key())
        .orElse("customers without a plan");
    var named = String.join(", ", closed.stream().limit(MAX_NAMED).toList())
        + (closed.size() > MAX_NAMED ? " and " + (closed.size() - MAX_NAMED) + " more" : "");
    return Responses.confirmation(
        "So far every feature is open to every customer. To " + whom
            + " these would no longer be open, or not for all work: " + named
            + ". Publish with confirm=true if that is meant.",
        closed);
  }

  private Catalogue catalogue(String tenant, Publication publication) {
    return switch (CatalogueReader.read(publication.document())) {
      case CatalogueReader.Reading.Valid(var catalogue) -> catalogue;
      // Published when other rules held; what this node made of it is what is in force.
      case CatalogueReader.Reading.Invalid _ -> catalogues.current(tenant);
    };
  }

  /** Charges that were made and limits that were counted would mean something else if the kind of their feature changed. */
  private static List<Problem> changedKinds(Catalogue before, Catalogue after) {
    var problems = new ArrayList<Problem>();
    after.features().values().stream().sorted((a, b) -> a.key().compareTo(b.key()))
        .forEach(feature -> before.feature(feature.key())
            .filter(old -> old.kind() != feature.kind())
            .ifPresent(old -> problems
                .add(new Problem("/features/" + feature.key() + "/kind", "the kind of a feature cannot change",
                    "keep " + Words.of(old.kind()) + ", or give the new feature another key"))));
    return problems;
  }

  private static HttpResponse invalid(List<Problem> problems) {
    var first = problems.getFirst();
    var others = problems.size() == 1 ? "" : "; problems in all: " + problems.size();
    return Responses.problems(ProblemDetails.at(Code.INVALID_REQUEST, first.path(), first.message() + others),
        problems);
  }

  private CompletionStage<HttpResponse> newest(Call call) {
    call.refuseParameters();
    return publication(call.tenant(), Optional.empty(), "Nothing has been published yet.");
  }

  private CompletionStage<HttpResponse> version(Call call) {
    call.refuseParameters();
    var version = (int) Parameters.wholeNumber(call.variable("version"), "version", 1, Integer.MAX_VALUE);
    return publication(call.tenant(), Optional.of(version), "There is no version " + version + " of the catalogue.");
  }

  private CompletionStage<HttpResponse> publication(String tenant, Optional<Integer> version, String otherwise) {
    return catalogues.publication(tenant, version)
        .thenApply(found -> found.map(publication -> Responses.json(200, CatalogueJson.publication(publication)))
            .orElseGet(() -> Responses.problem(Code.NOT_FOUND, otherwise)))
        .exceptionally(Faults::unavailable);
  }
}
