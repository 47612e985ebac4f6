import pytest

from annae.errors import AnnaeError
from annae.paths import PROJECT
from annae.settings import Settings, as_toml, load_settings


def settings_file(tmp_path, text):
    path = tmp_path / "annae.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_projects_file_shows_every_key_with_its_default():
    assert (PROJECT / "annae.toml").read_text(encoding="utf-8") == as_toml()


def test_the_written_defaults_are_the_defaults(tmp_path):
    loaded = load_settings(settings_file(tmp_path, as_toml()), {})
    assert loaded == Settings(source=loaded.source)


def test_the_environment_overrides_the_file(tmp_path):
    path = settings_file(tmp_path, "[gateway]\nport = 9000\n")
    assert load_settings(path, {}).gateway.port == 9000
    assert load_settings(path, {"ANNAE_GATEWAY_PORT": "9001"}).gateway.port == 9001


def test_another_file_can_be_named_in_the_environment(tmp_path):
    path = settings_file(tmp_path, "[store]\nid = 'cafe'\n")
    assert load_settings(environ={"ANNAE_SETTINGS": str(path)}).store.id == "cafe"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[gatway]\nport = 1\n", "did you mean gateway"),
        ("[gateway]\nprot = 1\n", "did you mean port"),
        ("[gateway]\nport = '8080'\n", "expected a whole number"),
        ("[gateway]\nport = true\n", "expected a whole number"),
        ("[gateway]\nport = 0\n", "at least 1"),
        ("[stt]\nengine = 'siri'\n", "one of whisper_ct2, openai_whisper"),
        ("gateway = 3\n", "must be a section"),
        ("[gateway\n", "not a valid settings file"),
    ],
)
def test_a_wrong_key_or_value_is_a_clear_error(tmp_path, text, message):
    path = settings_file(tmp_path, text)
    with pytest.raises(AnnaeError, match=message) as caught:
        load_settings(path, {})
    assert str(path) in str(caught.value)


def test_secrets_do_not_show_where_settings_are_shown():
    given = {f"ANNAE_{name}": "hush" for name in ("WOOCOMMERCE_KEY", "WOOCOMMERCE_SECRET", "GATEWAY_SERVICE_TOKEN")}
    settings = load_settings(environ=given)
    assert settings.woocommerce.secret == "hush"
    assert "hush" not in repr(settings)


def test_a_wrong_environment_variable_is_named():
    with pytest.raises(AnnaeError, match="ANNAE_GATEWAY_PORT: 'many' is not a number"):
        load_settings(environ={"ANNAE_GATEWAY_PORT": "many"})


def test_a_missing_file_that_was_asked_for_is_an_error(tmp_path):
    with pytest.raises(AnnaeError, match="no such settings file"):
        load_settings(tmp_path / "none.toml", {})


def test_a_whole_number_serves_where_a_number_is_expected(tmp_path):
    assert load_settings(settings_file(tmp_path, "[dialogue]\ntimeout_s = 3\n"), {}).dialogue.timeout_s == 3.0
