package io.tollkeeper.config;

/** What a node says once it is ready: where it is, what key it takes, and what to try next. */
final class Banner {

  private Banner() {}

  static void print(Settings settings, Node node) {
    var base = "http://" + settings.http().host() + ":" + node.port();
    System.out.println("Tollkeeper is ready on " + base + ", keeping its facts in " + database(settings));
    if (settings.keys().isEmpty()) printKey(settings, base);
    else System.out.println("API keys: " + settings.keys());
    System.out.flush();
  }

  private static String database(Settings settings) {
    return settings.database().isEmbedded()
        ? settings.dataDir() + " (embedded, for evaluation)"
        : settings.database().toString();
  }

  private static void printKey(Settings settings, String base) {
    System.out.println(
        "API key (tenant " + GeneratedKey.TENANT + ", scope admin): " + GeneratedKey.in(settings.dataDir()).secret());
    System.out.println("Try:");
    System.out.println("  export KEY=$(cat " + GeneratedKey.file(settings.dataDir()) + ")");
    System.out.println(
        "  curl -X PUT -H \"Authorization: Bearer $KEY\" -H 'Content-Type: application/json' -d '{\"name\":\"Acme\"}' "
            + base + "/v1/customers/acme");
    System.out.println("The five-minute story is in README.md, the whole API at " + base + "/docs");
  }
}
