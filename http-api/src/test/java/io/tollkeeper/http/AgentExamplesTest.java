package io.tollkeeper.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Runs every example of the guide for agents as it stands: each block on a server of its own. */
final class AgentExamplesTest {

  private static final Path GUIDE = Path.of("docs/agents.md");
  private static final int FEWEST = 10;
  private static final Pattern FENCED =
      Pattern.compile("^```(yaml|http)\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
  private static final ObjectMapper JSON = new ObjectMapper();

  private record Block(String title, String text) {}

  @TestFactory
  Stream<DynamicTest> every_example_of_the_guide_holds() throws IOException {
    var guide = Files.readString(GUIDE);
    var catalogue = "";
    var examples = new ArrayList<Block>();
    var fenced = FENCED.matcher(guide);
    while (fenced.find()) {
      if (fenced.group(1).equals("yaml")) catalogue = fenced.group(2);
      else examples.add(new Block(titleBefore(guide, fenced.start()), fenced.group(2)));
    }
    assertTrue(examples.size() >= FEWEST, () -> "only " + examples.size() + " examples were found");
    var published = catalogue;
    return examples.stream()
        .map(example -> DynamicTest.dynamicTest(example.title(), () -> run(published, example.text())));
  }

  private static void run(String catalogue, String example) throws IOException {
    try (var server = new ApiServer()) {
      assertEquals(201, server.putYaml("/v1/catalogue", catalogue).status());
      assertEquals(201, server.put("/v1/customers/acme", "{}").status());
      assertEquals(201,
          server.post("/v1/customers/acme/grants", "{\"grant_id\":\"paid\",\"credits\":\"100\"}").status());
      var parts = List.of(example.strip().split("\n\n", -1));
      for (int i = 0; i < parts.size(); i++) {
        var part = parts.get(i);
        if (part.startsWith("… ")) server.clock.pass(Duration.parse(part.substring(2)));
        else check(part, parts.get(++i), request(server, part));
      }
    }
  }

  private static ApiServer.Answer request(ApiServer server, String text) {
    var line = text.lines().findFirst().orElseThrow().split(" ", -1);
    return line[0].equals("GET")
        ? server.get(line[1])
        : server.post(line[1], text.substring(text.indexOf('\n') + 1));
  }

  private static void check(String request, String expected, ApiServer.Answer answer) throws IOException {
    var status = expected.lines().findFirst().orElseThrow();
    assertEquals(status,
        answer.status() + (answer.header("Idempotent-Replayed").isEmpty() ? "" : " Idempotent-Replayed"),
        () -> request + "\n" + answer.text());
    contains("", JSON.readTree(expected.substring(expected.indexOf('\n') + 1)), answer.json(), answer.text());
  }

  /** Whether the answer has all that the example shows of it. */
  private static void contains(String path, JsonNode shown, JsonNode answered, String whole) {
    if (shown.isObject())
      shown.properties().forEach(field -> contains(path + '/' + field.getKey(), field.getValue(),
          answered.path(field.getKey()), whole));
    else
      if (shown.isArray()) {
        assertEquals(shown.size(), answered.size(), () -> path + " of " + whole);
        for (int i = 0; i < shown.size(); i++)
          contains(path + '/' + i, shown.get(i), answered.get(i), whole);
      } else if (!shown.equals(answered)) {
        fail(path + " is " + answered + " and not " + shown + " in " + whole);
      }
  }

  private static String titleBefore(String guide, int position) {
    var start = guide.lastIndexOf("\n## ", position) + "\n## ".length();
    return guide.substring(start, guide.indexOf('\n', start));
  }
}
