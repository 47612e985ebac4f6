import "@fontsource-variable/noto-sans-kr/wght.css";
import "./styles/kiosk.css";
import { Kiosk } from "./kiosk";
import { readOptions } from "./options";

const kiosk = new Kiosk(readOptions(location.search));
window.annae = kiosk.debug();
void kiosk.open();
