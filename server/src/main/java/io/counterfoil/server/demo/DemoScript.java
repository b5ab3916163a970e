package io.counterfoil.server.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What happens in the demo, and how long ago. Scenes are written topic by topic, and played in the
/// order of time.
final class DemoScript {
  private final List<Scene> scenes = new ArrayList<>();

  private record Scene(Duration ago, Runnable act) {}

  void daysAgo(int days, Runnable act) {
    ago(Duration.ofDays(days), act);
  }

  void ago(Duration ago, Runnable act) {
    scenes.add(new Scene(ago, act));
  }

  /// Plays all scenes; those of one moment in the order in which they were written.
  ///
  /// @param clock stands at each scene's time; null to play all of them now
  void play(@Nullable DemoClock clock) {
    scenes.sort(Comparator.comparing(Scene::ago).reversed());
    for (Scene scene : scenes) {
      if (clock != null) {
        clock.standAt(scene.ago());
      }
      scene.act().run();
    }
  }
}
