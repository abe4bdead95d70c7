"""The campfire in motion: frames, stillness where it is wanted, a flame as high as many practise, no flashes."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from tests.app.page.driving import lit, ready

Scrub = Callable[[Any, int], None]

FLAME = "() => document.getElementById('flame').toDataURL()"


def test_pause_stops_the_flame(campfire: Any, scrub: Scrub) -> None:
    lit(campfire, "seasoned", "burning")
    scrub(campfire, 300)
    campfire.wait_for_timeout(500)
    one = campfire.evaluate(FLAME)
    campfire.wait_for_timeout(400)
    assert campfire.evaluate(FLAME) != one
    campfire.keyboard.press("Space")
    one = campfire.evaluate(FLAME)
    campfire.wait_for_timeout(400)
    assert campfire.evaluate(FLAME) == one


def test_reduced_motion_gives_a_still_flame(visit: Callable[..., Any], page: str, scrub: Scrub) -> None:
    tab = ready(visit(page, reduced_motion="reduce"))
    lit(tab, "seasoned", "burning")
    scrub(tab, 415)
    tab.wait_for_selector("#verdict .first")
    tab.wait_for_timeout(400)
    one = tab.evaluate(FLAME)
    tab.wait_for_timeout(700)
    assert tab.text_content("#play") == "Play"
    assert tab.evaluate(FLAME) == one


def test_the_flame_is_as_high_as_many_practise(campfire: Any, scrub: Scrub) -> None:
    lit(campfire, "seasoned", "burning")
    campfire.keyboard.press("Space")
    height = """() => { const flame = document.getElementById('flame'), paint = flame.getContext('2d');
      const { data } = paint.getImageData(0, 0, flame.width, flame.height);
      for (let y = 0; y < flame.height; y++) for (let x = 0; x < flame.width; x++)
        if (data[4 * (y * flame.width + x) + 3] > 120) return 1 - y / flame.height;
      return 0; }"""
    heights = []
    for week in (0, 60, 90, 400):
        scrub(campfire, week)
        heights.append(campfire.evaluate(height))
    assert heights == sorted(heights)
    assert heights[-1] > heights[0] + 0.25


LIGHT = """(selector) => new Promise((done) => {
  const canvas = document.querySelector(selector), small = document.createElement("canvas");
  small.width = small.height = 24;
  const paint = small.getContext("2d", { willReadFrequently: true });
  const found = [], began = performance.now();
  const look = () => {
    paint.fillStyle = "#0f1216";
    paint.fillRect(0, 0, 24, 24);
    paint.drawImage(canvas, 0, 0, 24, 24);
    const { data } = paint.getImageData(0, 0, 24, 24);
    const line = (part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4);
    found.push(Array.from({ length: 576 }, (_, i) =>
      0.2126 * line(data[4 * i]) + 0.7152 * line(data[4 * i + 1]) + 0.0722 * line(data[4 * i + 2])));
    if (performance.now() - began < 3000) requestAnimationFrame(look);
    else done(found);
  };
  requestAnimationFrame(look);
})"""


def flashes(light: np.ndarray[Any, Any]) -> int:
    """Pairs of opposing changes of a tenth of full light, as WCAG 2.3.1 counts them."""
    turns, low, high = 0, light[0], light[0]
    rising: bool | None = None
    for value in light:
        low, high = min(low, value), max(high, value)
        if rising is not True and value - low >= 0.1:
            turns, rising, high = turns + 1, True, value
        elif rising is not False and high - value >= 0.1:
            turns, rising, low = turns + 1, False, value
    return turns // 2


def test_flashes_are_counted() -> None:
    blinking = np.tile([0.1, 0.1, 0.5, 0.5], 10)
    assert flashes(blinking) >= 9
    assert flashes(np.linspace(0, 1, 40)) == 0


@pytest.mark.slow
@pytest.mark.parametrize("canvas", ["#flame", "#people"])
def test_no_more_than_three_flashes_a_second(campfire: Any, scrub: Scrub, canvas: str) -> None:
    campfire.select_option("#speed", "42")
    lit(campfire, "seasoned", "burning")
    scrub(campfire, 80)
    frames = np.array(campfire.evaluate(LIGHT, canvas))
    quarter = np.sort(np.array([flashes(light) for light in frames.T]))[-len(frames.T) // 4]
    assert quarter <= 9, "a quarter of the picture flashes more than three times a second"


STAMPS = """() => {
  const was = CanvasRenderingContext2D.prototype.drawImage, found = { stamps: 0, pixels: 0, frames: 0 };
  CanvasRenderingContext2D.prototype.drawImage = function (picture, x, y, w = picture.width, h = picture.height) {
    found.stamps += 1;
    found.pixels += w * h;
    return was.apply(this, arguments);
  };
  return new Promise((done) => {
    const count = () => { found.frames += 1; if (found.frames < 20) requestAnimationFrame(count); else done(found); };
    requestAnimationFrame(count);
  });
}"""


def test_a_picture_is_little_work(visit: Callable[..., Any], page: str, scrub: Scrub) -> None:
    """How many pictures a second that gives is for `tests.benchmarks` to say; here work is counted."""
    tab = ready(visit(page, "large"))
    lit(tab, "seasoned", "burning")
    scrub(tab, 130)
    found = tab.evaluate(STAMPS)
    assert found["stamps"] / found["frames"] < 500
    assert found["pixels"] / found["frames"] < 0.6 * 1920 * 1080


SLOWLY = """async (seconds) => {
  const { Fire } = await import("/static/fire.js");
  const canvas = document.createElement("canvas");
  canvas.style.width = canvas.style.height = "400px";
  document.body.append(canvas);
  const fire = new Fire(canvas);
  for (let turn = 0; turn < 200; turn++) fire.draw({ flame: 0.5, smoke: 0, embers: 0, steam: 0, width: 0.5 }, seconds);
  const { width } = canvas;
  canvas.remove();
  return width;
}"""


def test_the_flame_is_drawn_coarser_where_the_machine_is_slow(campfire: Any) -> None:
    assert campfire.evaluate(SLOWLY, 1 / 60) == 200
    assert campfire.evaluate(SLOWLY, 1 / 20) == 100
