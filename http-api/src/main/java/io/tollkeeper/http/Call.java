package io.tollkeeper.http;

import java.util.Map;
import java.util.Optional;

import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.http.read.Fields;
import io.tollkeeper.http.read.Json;
import io.tollkeeper.http.read.Parameters;
import io.tollkeeper.http.read.RequestIds;

/** A request as an endpoint sees it: it was let in, and its body is there. */
final class Call {

  private final String tenant;
  private final Map<String, String> path;
  private final HttpRequest request;
  private final byte[] body;

  Call(String tenant, Map<String, String> path, HttpRequest request, byte[] body) {
    this.tenant = tenant;
    this.path = path;
    this.request = request;
    this.body = body;
  }

  /** Whose key it carries; empty where none is needed. */
  String tenant() {
    return tenant;
  }

  /** The customer of this id, which may belong to nobody. */
  CustomerKey customer(String id) {
    return new CustomerKey(tenant, id);
  }

  /** The customer that the path names. */
  CustomerKey customer() {
    return customer(RequestIds.chosen(variable("customer"), "/customer"));
  }

  /** A part of the path, percent-decoded once. */
  String variable(String name) {
    var value = path.get(name);
    if (value == null) throw new IllegalStateException("the path of this endpoint has no " + name);
    return value;
  }

  /** The query. */
  Parameters parameters() {
    return new Parameters(request.getUri().query().toMultiMap());
  }

  /** A header, if there is one of this name. */
  Optional<String> header(String name) {
    return request.getHeader(name).map(HttpHeader::value);
  }

  /** The fields of the body. */
  Fields fields() {
    return Fields.of(Json.object(body));
  }

  /** The fields of the body, or none if there is no body. */
  Fields fieldsIfAny() {
    return body.length == 0 ? Fields.of(Json.object(new byte[] {'{', '}'})) : fields();
  }

  /** The body as it came. */
  byte[] body() {
    return body;
  }

  /** Refuses a query on an endpoint that has no parameters. */
  void refuseParameters() {
    if (request.getUri().rawQueryString().isPresent()) parameters().end();
  }

  /** Whether the body says that it is YAML. */
  boolean isYaml() {
    return MediaKind.of(request) == MediaKind.YAML;
  }
}
