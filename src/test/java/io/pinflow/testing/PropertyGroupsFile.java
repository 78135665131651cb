package io.pinflow.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The configuration of a job in the file format of the service. */
final class PropertyGroupsFile {

  private static final ObjectMapper JSON = new ObjectMapper();

  private PropertyGroupsFile() {}

  /** Writes it into the folder. */
  static Path write(Path folder, Feed feed, Landing landing) throws IOException {
    Map<String, Map<String, String>> groups = new HashMap<>(feed.groups());
    landing.addTo(groups);
    List<Map<String, Object>> file = new ArrayList<>();
    groups.forEach((id, keys) -> file.add(Map.of("PropertyGroupId", id, "PropertyMap", keys)));
    return Files.writeString(folder.resolve("job.json"), JSON.writeValueAsString(file));
  }
}
