// The recurrent half of one LSTM direction, forwards and backwards in time, over a padded batch.
// torch does the input products (one large GEMM over all steps); this does what torch does slowly on a CPU: the steps.
// Arrays are [T][B][..], gates in the order i f g o. Padding positions (t >= len[b]) hold zeros and pass no gradient.
#include <math.h>
#include <string.h>
void cblas_sgemm(int, int, int, int, int, int, float, const float *, int, const float *, int, float, float *, int);
enum { ROWMAJOR = 101, NOTRANS = 111, TRANS = 112 };

// e to the x by a polynomial: the compiler vectorises it, unlike the library's expf.
static inline float exp_(float x) {
  x = x > 80.0f ? 80.0f : x < -80.0f ? -80.0f : x;
  const float y = x * 1.44269504f, n = floorf(y + 0.5f), r = (y - n) * 0.69314718f;
  const float v = 1 + r * (1 + r * (0.5f + r * (0.16666667f + r * (0.04166667f + r * (0.00833333f + r * 0.00138889f)))));
  union { int i; float f; } u = { .i = ((int)n + 127) << 23 };
  return v * u.f;
}
static inline float sigmoid(float x) { return 1.0f / (1.0f + exp_(-x)); }
static inline float tanh_(float x) { return 2.0f / (1.0f + exp_(-2.0f * x)) - 1.0f; }

void lstm_forward(long T, long B, long H, long reverse, const long *len, const float *Wh, const float *mask,
                  float *G, float *C, float *out, float *hin) {
  const long BH = B * H, BG = 4 * BH;
  for (long s = 0; s < T; s++) {
    const long t = reverse ? T - 1 - s : s, p = reverse ? t + 1 : t - 1;
    float *h = hin + t * BH, *g = G + t * BG;
    if (s == 0) memset(h, 0, sizeof(float) * BH);
    else {
      for (long k = 0; k < BH; k++) h[k] = out[p * BH + k] * mask[k];
      cblas_sgemm(ROWMAJOR, NOTRANS, TRANS, B, 4 * H, H, 1.0f, h, H, Wh, H, 1.0f, g, 4 * H);
    }
    for (long b = 0; b < B; b++) {
      float *q = g + b * 4 * H, *c = C + t * BH + b * H, *o = out + t * BH + b * H;
      if (t >= len[b]) { memset(q, 0, sizeof(float) * 4 * H); memset(c, 0, sizeof(float) * H); memset(o, 0, sizeof(float) * H); continue; }
      const float *cp = s == 0 ? 0 : C + p * BH + b * H;
      _Pragma("GCC ivdep")
      for (long k = 0; k < H; k++) {
        const float i = sigmoid(q[k]), f = sigmoid(q[H + k]), u = tanh_(q[2 * H + k]), r = sigmoid(q[3 * H + k]);
        const float v = i * u + (cp ? f * cp[k] : 0.0f);
        q[k] = i; q[H + k] = f; q[2 * H + k] = u; q[3 * H + k] = r;
        c[k] = v; o[k] = r * tanh_(v);
      }
    }
  }
}

// On return G holds the gradient of the gates before their nonlinearity. dh and dc are [B][H] work space.
void lstm_backward(long T, long B, long H, long reverse, const long *len, const float *Wh, const float *mask,
                   float *G, const float *C, const float *dout, float *dh, float *dc) {
  const long BH = B * H, BG = 4 * BH;
  memset(dh, 0, sizeof(float) * BH); memset(dc, 0, sizeof(float) * BH);
  for (long s = T - 1; s >= 0; s--) {
    const long t = reverse ? T - 1 - s : s, p = reverse ? t + 1 : t - 1;
    float *g = G + t * BG;
    for (long b = 0; b < B; b++) {
      if (t >= len[b]) continue;  // gates are zero there already
      float *q = g + b * 4 * H, *dcb = dc + b * H;
      const float *c = C + t * BH + b * H, *d = dout + t * BH + b * H, *dhb = dh + b * H;
      const float *cp = s == 0 ? 0 : C + p * BH + b * H;
      _Pragma("GCC ivdep")
      for (long k = 0; k < H; k++) {
        const float i = q[k], f = q[H + k], u = q[2 * H + k], r = q[3 * H + k], w = tanh_(c[k]);
        const float e = d[k] + dhb[k], x = dcb[k] + e * r * (1 - w * w), y = cp ? cp[k] : 0.0f;
        q[k] = x * u * i * (1 - i); q[H + k] = x * y * f * (1 - f);
        q[2 * H + k] = x * i * (1 - u * u); q[3 * H + k] = e * w * r * (1 - r);
        dcb[k] = x * f;
      }
    }
    if (s > 0) {
      cblas_sgemm(ROWMAJOR, NOTRANS, NOTRANS, B, H, 4 * H, 1.0f, g, 4 * H, Wh, H, 0.0f, dh, H);
      for (long k = 0; k < BH; k++) dh[k] *= mask[k];
    }
  }
}

// One Adam step over n numbers, and the running average of the weights, in one pass. rate includes the bias corrections.
void adam(long n, float *w, const float *g, float *m, float *v, float *average, float scale, float rate, float b1, float b2, float eps, float decay) {
  _Pragma("GCC ivdep")
  for (long i = 0; i < n; i++) {
    const float x = g[i] * scale;
    m[i] = b1 * m[i] + (1 - b1) * x;
    v[i] = b2 * v[i] + (1 - b2) * x * x;
    w[i] -= rate * m[i] / (sqrtf(v[i]) + eps);
    average[i] = decay * average[i] + (1 - decay) * w[i];
  }
}
