"""The kiosk page in a real browser: a wav is the microphone, and everything behind the page is real too."""

import shutil

import numpy as np
import pytest
import soundfile
from playwright.async_api import async_playwright

from tests.e2e.compare import error_rate
from tests.e2e.conftest import OUTPUT

QUESTION = "출근할 때 들 가방 보여 주세요"
BEFORE_S, AFTER_S = 20, 120  # the greeting comes first; after the question the customer waits
CHROMIUM = [
    "--no-sandbox",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium():
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    assert found, "the browser test needs Chromium; make test installs it"
    return found


async def playing(page, within_s):
    """Wait until the clerk's voice is heard. The page's security policy forbids Playwright's own waiting by script."""
    for _ in range(within_s * 10):
        if await page.evaluate("Boolean(window.annae?.playing)"):
            return
        await page.wait_for_timeout(100)
    raise AssertionError("the clerk's voice is not heard")


@pytest.fixture
def microphone(say, tmp_path):
    """A recording of a customer who waits, asks once, and waits."""
    question = say(QUESTION, "ko")
    silence = np.zeros(24_000, np.int16)
    path = tmp_path / "microphone.wav"
    soundfile.write(path, np.concatenate([*[silence] * BEFORE_S, question, *[silence] * AFTER_S]), 24_000)
    return path


@pytest.mark.e2e
@pytest.mark.browser
@pytest.mark.timeout(400)
async def test_a_customer_speaks_to_the_page_and_the_clerk_answers(kiosk, microphone):
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=chromium(), args=[*CHROMIUM, f"--use-file-for-fake-audio-capture={microphone}%noloop"]
        )
        page = await browser.new_page(viewport={"width": 1080, "height": 1920})
        problems = []
        page.on("pageerror", lambda error: problems.append(str(error)))
        await page.goto(f"{kiosk.http}/?shot")

        await playing(page, within_s=120)
        assert await page.locator("#said").inner_text(), "the greeting is captioned"

        heard = page.locator("#heard")
        await heard.wait_for(state="visible", timeout=120_000)
        await page.locator("#cards li").first.wait_for(state="visible", timeout=60_000)
        assert error_rate(await heard.inner_text(), QUESTION) < 0.5

        await playing(page, within_s=60)
        mouths = set()
        for _ in range(400):  # the picture is drawn slowly without a graphics processor, and clauses can have gaps
            await page.wait_for_timeout(75)
            if await page.evaluate("window.annae.playing"):
                pose = await page.evaluate("window.annae.morphs()")
                mouths.add(tuple(sorted((name, w) for name, w in pose.items() if name.startswith("viseme_") and w)))
            if len(mouths) >= 6:
                break
        assert len(mouths) >= 6, "the mouth moves while the audio plays"
        assert max(weight for mouth in mouths for _, weight in mouth) > 0.3
        await page.screenshot(path=OUTPUT / "kiosk.png", timeout=120_000)

        cards = page.locator("#cards li")
        assert await cards.count() >= 3
        assert "원" in await cards.first.inner_text()
        images = await page.evaluate("[...document.querySelectorAll('#cards img')].map(image => image.naturalWidth)")
        assert all(images), "every card shows its picture"
        await browser.close()
    assert problems == []
