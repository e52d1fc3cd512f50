package io.tollkeeper.engine.domain.scenario;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** One test for each table; a failure names the file and the line. */
class ScenarioTest {

  @TestFactory
  Stream<DynamicTest> scenarios() throws IOException, URISyntaxException {
    var folder = ScenarioTest.class.getResource("/scenarios");
    assertNotNull(folder);
    List<Path> files;
    try (var found = Files.list(Path.of(folder.toURI()))) {
      files = found.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
    }
    assertFalse(files.isEmpty());
    return files.stream().map(file -> DynamicTest.dynamicTest(name(file), file.toUri(), () -> run(file)));
  }

  private static void run(Path file) throws IOException {
    var stage = new Stage();
    var number = 0;
    for (var text : Files.readAllLines(file)) {
      number++;
      var line = new Line(text);
      try {
        if (line.hasMore()) stage.play(line);
      } catch (AssertionError | RuntimeException problem) {
        throw new AssertionError(name(file) + ".txt:" + number + ": " + problem.getMessage() + "\n  " + text, problem);
      }
    }
    stage.end();
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName()).replace(".txt", "");
  }
}
