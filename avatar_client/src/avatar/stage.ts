/** Draws the clerk: loads the model, lights it, frames head and shoulders, and applies poses. */

import {
  DirectionalLight,
  Euler,
  HemisphereLight,
  type Mesh,
  NeutralToneMapping,
  type Object3D,
  PerspectiveCamera,
  Quaternion,
  Scene,
  Vector3,
  WebGLRenderer,
} from "three";
import { GLTFLoader } from "three/addons/loaders/GLTFLoader.js";
import { MorphedMesh } from "./morphs";
import { fineQuality, LIGHT_QUALITY, Pace, type Quality, SHOT_QUALITY } from "./pace";
import type { Pose } from "./performer";

const FIELD_OF_VIEW = 20; // degrees; a portrait lens, faces stay in proportion
// What must be in view, in metres around the point between the eyes.
const ABOVE_EYES = 0.2;
const BELOW_EYES = 0.34; // the bust ends a little lower
const SHOULDERS = 0.44;
const BREATH_M = 0.0025;
const HEAD_SHARE = 0.6; // of a turn; the neck makes the rest

interface Joint {
  node: Object3D;
  rest: Quaternion;
}

export class Stage {
  private readonly renderer: WebGLRenderer;
  private readonly scene = new Scene();
  private readonly camera = new PerspectiveCamera(FIELD_OF_VIEW, 1, 0.1, 10);
  private readonly pace: Pace;
  private readonly context: WebGL2RenderingContext;
  private picture: WebGLSync | null = null;
  private readonly morphed: MorphedMesh[] = [];
  private readonly head: Joint | null;
  private readonly neck: Joint | null;
  private readonly eyes: Joint[];
  private readonly focus: Vector3;

  /** Loads the model at `url` and draws on `canvas`; rejects when the model or WebGL is not to be had. */
  static async open(canvas: HTMLCanvasElement, url: string, keepPicture: boolean): Promise<Stage> {
    const { scene } = await new GLTFLoader().loadAsync(url);
    return new Stage(canvas, scene, keepPicture ? SHOT_QUALITY : suitableQuality(), keepPicture);
  }

  private constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly clerk: Object3D,
    quality: Quality,
    keepPicture: boolean,
  ) {
    this.pace = new Pace(quality);
    this.renderer = new WebGLRenderer({
      canvas,
      alpha: true,
      antialias: quality.smoothEdges,
      preserveDrawingBuffer: keepPicture,
    });
    this.renderer.toneMapping = NeutralToneMapping;
    this.context = this.renderer.getContext() as WebGL2RenderingContext;
    this.light();
    this.scene.add(clerk);
    clerk.traverse((node) => {
      node.frustumCulled = false; // a morphed mesh can leave the bounds it was loaded with
      if ((node as Mesh).morphTargetInfluences) this.morphed.push(new MorphedMesh(node as Mesh));
    });
    this.head = joint(clerk, "head");
    this.neck = joint(clerk, "neck");
    this.eyes = [joint(clerk, "Eye_L"), joint(clerk, "Eye_R")].filter((eye) => eye !== null);
    this.focus = this.eyePoint();
    new ResizeObserver(() => {
      this.fit();
      this.renderer.render(this.scene, this.camera); // a resized canvas is empty until something is drawn
    }).observe(canvas);
    this.fit();
  }

  /** Draws `pose` when a picture is due, `dt` seconds after the last call. */
  draw(pose: Pose, dt: number): void {
    if (!this.pace.due(dt, this.drawn())) return;
    for (const mesh of this.morphed) mesh.apply(pose.morphs);
    const { pitch, yaw, roll } = pose.head;
    turn(this.head, pitch * HEAD_SHARE, yaw * HEAD_SHARE, roll * HEAD_SHARE);
    turn(this.neck, pitch * (1 - HEAD_SHARE), yaw * (1 - HEAD_SHARE), roll * (1 - HEAD_SHARE));
    for (const eye of this.eyes) turn(eye, pose.eyes.pitch, pose.eyes.yaw, 0);
    this.clerk.position.y = BREATH_M * pose.breath;
    if (this.pace.coarser()) this.fit();
    this.renderer.render(this.scene, this.camera);
    this.picture = this.context.fenceSync(this.context.SYNC_GPU_COMMANDS_COMPLETE, 0);
    this.context.flush();
  }

  /** Whether the last picture is finished; the renderer works behind the page's back. */
  private drawn(): boolean {
    if (!this.picture) return true;
    const status = this.context.getSyncParameter(this.picture, this.context.SYNC_STATUS) as GLenum;
    if (status !== this.context.SIGNALED) return false;
    this.context.deleteSync(this.picture);
    this.picture = null;
    return true;
  }

  /** Four plain lights; a reflected room would look little better and costs a weak machine seconds to prepare. */
  private light(): void {
    const from = (x: number, y: number, z: number, color: number, intensity: number): DirectionalLight => {
      const light = new DirectionalLight(color, intensity);
      light.position.set(x, y, z);
      return light;
    };
    this.scene.add(
      new HemisphereLight(0xffffff, 0xe9dccd, 1.55),
      from(-0.8, 1.1, 1.6, 0xfff1e0, 1.7),
      from(1.3, 0.3, 1.4, 0xfff6ee, 0.75),
      from(1.2, 0.9, -1.4, 0xdfeeff, 1.3),
    );
  }

  private eyePoint(): Vector3 {
    this.clerk.updateWorldMatrix(true, true);
    const eyes = this.eyes.map(({ node }) => node.getWorldPosition(new Vector3()));
    return eyes.reduce((sum, eye) => sum.add(eye), new Vector3()).divideScalar(Math.max(1, eyes.length));
  }

  private fit(): void {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    if (width === 0 || height === 0) return;
    this.renderer.setPixelRatio(this.pace.ratio);
    this.renderer.setSize(width, height, false);
    this.camera.aspect = width / height;
    const view = Math.max(ABOVE_EYES + BELOW_EYES, SHOULDERS / this.camera.aspect);
    const distance = view / 2 / Math.tan((FIELD_OF_VIEW / 2) * (Math.PI / 180));
    const middle = this.focus.y - BELOW_EYES + view / 2;
    this.camera.position.set(this.focus.x, middle, this.focus.z + distance);
    this.camera.lookAt(this.focus.x, middle, this.focus.z);
    this.camera.updateProjectionMatrix();
  }
}

/** Without a graphics processor the pictures are light; only the renderer's name tells. */
function suitableQuality(): Quality {
  const context = document.createElement("canvas").getContext("webgl2");
  const naming = context?.getExtension("WEBGL_debug_renderer_info");
  const name = String(context?.getParameter(naming ? naming.UNMASKED_RENDERER_WEBGL : context.RENDERER));
  context?.getExtension("WEBGL_lose_context")?.loseContext();
  const software = /swiftshader|llvmpipe|software|basic render/i.test(name);
  return software ? LIGHT_QUALITY : fineQuality(window.devicePixelRatio);
}

function joint(root: Object3D, name: string): Joint | null {
  const node = root.getObjectByName(name);
  return node ? { node, rest: node.quaternion.clone() } : null;
}

function turn(joint: Joint | null, pitch: number, yaw: number, roll: number): void {
  joint?.node.quaternion.setFromEuler(new Euler(pitch, yaw, roll, "YXZ")).premultiply(joint.rest);
}
